"""When and where sessions are held: the day grid, the model, its engine, and what people receive."""
