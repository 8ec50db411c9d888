"""``python -m scheduler.cli`` is ``angkatan``."""

import sys

from scheduler.cli import main

sys.exit(main())
