"""The workbook with one of everything, made once; and small workbooks by recipe."""

from __future__ import annotations

import everything
import pytest
import xlsxwriter

from scheduler.package.parts import Package


@pytest.fixture(scope="session")
def everything_path(tmp_path_factory):
    """A workbook with one of everything."""
    folder = tmp_path_factory.mktemp("everything")
    everything.make_everything(folder / "all.xlsm", folder)
    return folder / "all.xlsm"


@pytest.fixture(scope="session")
def donor_path(tmp_path_factory):
    """Result sheets as XlsxWriter makes them."""
    path = tmp_path_factory.mktemp("donor") / "donor.xlsx"
    everything.make_donor(path)
    return path


@pytest.fixture
def made(tmp_path):
    """Make a workbook by a recipe and open it as a package."""

    def make(recipe, **options):
        path = tmp_path / "made.xlsx"
        with xlsxwriter.Workbook(path, options) as book:
            recipe(book)
        return Package.open(path)

    return make
