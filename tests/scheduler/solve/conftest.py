"""Loads the instance makers, which sit beside the tests and are no package."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def instances():
    """The module of instance makers."""
    place = Path(__file__).with_name("instances.py")
    spec = importlib.util.spec_from_file_location("solve_instances", place)
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module
