"""angkatan: schedules training programmes and allocates nominees to their cohorts."""
