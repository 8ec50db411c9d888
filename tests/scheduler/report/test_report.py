"""What the report says of a round: counts, rosters, reserves, reasons, numbers of rules, verdicts."""

from dataclasses import replace
from datetime import date

import pandas as pd
import pytest
import rounds

from scheduler import report
from scheduler.allocation import Allocation, Seat
from scheduler.audit import audit
from scheduler.domain import Amount
from scheduler.report.table import Verdict, label, spoken, told
from scheduler.rulebook import complete, kinds
from scheduler.solve.outcome import TierOutcome

LANGUAGES = ("en", "id", "ko")


def by_hand(*seats, rules=()) -> Verdict:
    """An allocation made by hand: pairs of a nominee and a cohort."""
    programme = rounds.programme()
    held = tuple(Seat(nominee=nominee, cohort=cohort, sessions=sessions) for nominee, cohort, *sessions in seats)
    allocation = Allocation(programme=programme, seats=held)
    return Verdict(allocation, audit(allocation, rules))


def test_people_are_counted_once_and_everybody_is_counted():
    figures = dict(report.key_figures(rounds.result()).in_words("en"))
    assert figures["Nominees"] == figures["Seated"] + figures["Reserves"] + figures["Not seated"] == 9
    assert figures["Seats offered"] == 5


def test_totals_are_the_sums_of_the_rows():
    for column in ("institution", "region", "sex", "rank", "Team"):
        table = report.by_column(rounds.result(), column)
        frame = table.to_frame()
        assert frame["Nominated"].sum() == 9
        assert list(table.totals[1:-1]) == [frame[name].sum() for name in frame.columns[1:-1]]


def test_a_value_that_is_missing_is_named_and_comes_last():
    rows = report.by_column(rounds.result(), "rank").in_words("en")
    assert rows[-1][0] == "Not stated"


def test_a_closed_cohort_offers_nothing_and_does_not_run():
    row = report.seats_by_cohort(rounds.result()).in_words("en")[-1]
    assert row == ("C", "Ditunda", 0, 0, 0, 0, None, "Does not run")


def test_a_roster_lists_institution_by_institution_in_nomination_order():
    judged = by_hand(("P4", "A", "A1"), ("P2", "A", "A1"), ("P1", "A", "A2"))
    table = report.roster(judged, "A").table
    frame = table.to_frame()
    assert list(frame["ID"]) == ["P1", "P2", "P4"]
    assert list(frame["Sessions"]) == ["A2", "A1", "A1"]
    assert "Birth date" not in frame
    assert "ID" not in report.roster(judged, "A", with_id=False).table.to_frame()


def test_a_roster_says_why_it_is_empty():
    rosters = {found.cohort.code: found for found in report.rosters(by_hand(("P1", "A", "A1")))}
    assert rosters["A"].note is None
    assert rosters["B"].note == told("roster_empty")
    assert rosters["C"].note == told("roster_not_running")


def test_a_roster_writes_days_in_the_readers_language():
    lines = {lang: [word.spoken(lang) for word in report.roster(rounds.result(), "A").lines] for lang in LANGUAGES}
    assert lines["en"][1] == "6 September 2026 to 17 September 2026"
    assert "17 September 2026" in lines["id"][1]
    assert "2026년 9월 17일" in lines["ko"][1]


def test_reserves_stand_cohort_by_cohort_in_order_of_rank():
    rows = [row[:2] for row in report.reserve_list(rounds.result()).in_words("en")]
    assert rows == sorted(rows)
    assert rows == [(reserve.cohort, reserve.rank) for reserve in rounds.result().allocation.reserves]


def test_everybody_has_a_result_and_a_reason():
    frame = report.outcomes(rounds.result()).to_frame()
    assert list(frame["ID"]) == [nominee.id for nominee in rounds.programme().nominees]
    assert set(frame["Result"]) == {"Seated", "Reserve", "Not seated"}
    assert frame["Reason"].map(bool).all()
    assert frame.loc[frame["Result"] == "Reserve", "Reserve rank"].notna().all()


def test_quotas_say_what_is_short_and_what_is_over():
    quota = kinds()["Quotas"]
    rules = (
        quota.model_validate({"sex": ("F",), "where": ("A",), "at_least": Amount(count=2)}),
        quota.model_validate({"institution": ("Kementerian Dalam Negeri",), "at_most": Amount(count=1), "priority": 2}),
        quota.model_validate({"region": ("Pusat",), "at_most": Amount(percent=70)}),
    )
    judged = by_hand(("P1", "A", "A1"), ("P2", "A", "A1"), ("P3", "B"), rules=rules)
    frame = report.quotas(judged).to_frame()
    assert list(frame["Short or over"]) == [-1, 1, 0]
    assert list(frame["Verdict"]) == ["Not met", "Partly met", "Met"]
    assert list(frame["Whom"]) == ["Women", "Kementerian Dalam Negeri", "Pusat"]
    assert list(frame["Wanted"]) == ["At least: 2", "At most: 1", "At most: 70%"]
    assert frame["At most"].iloc[2] == 2  # seven tenths of three seats, rounded down


def test_a_rule_with_many_lines_shows_those_that_are_off_and_counts_the_others():
    rule = kinds()["Quotas"].model_validate({"institution": ("each",), "where": ("each",), "at_least": Amount(count=1)})
    judged = by_hand(("P1", "A", "A1"), rules=(rule,))
    short, full = (report.quotas(judged, most).to_frame() for most in (3, None))
    assert len(full) == 9
    assert len(short) == (full["Short or over"] != 0).sum() + 1
    assert short["Verdict"].iloc[-1] == "Met"


def test_departures_name_people_and_come_musts_first():
    rules = complete(rounds.programme(), rounds.rules())
    judged = by_hand(("P7", "A", "A1"), ("P2", "A", "A1"), rules=rules)
    frame = report.departures(judged).to_frame()
    assert frame["Priority"].iloc[0] == "Must"
    assert "Gilang Ramadhan" in set(frame["About"])
    assert frame["Cost"].isna().sum() == len(judged.audit.broken)
    assert str(len(rules)) in report.verdict(judged).spoken("en")


def test_verdicts_have_one_row_for_every_rule():
    table = report.verdicts(rounds.result())
    assert len(table.rows) == len(rounds.result().rules)
    assert set(table.to_frame()["Verdict"]) <= {"Kept", "Off"}


@pytest.mark.parametrize(
    ("status", "gap", "expected"),
    [("optimal", 0.0, "proven"), ("feasible", 3.0, "not_proven_within"), ("feasible", None, "not_proven_unknown")],
)
def test_the_standing_says_what_is_proven(status, gap, expected):
    bound = None if gap is None else 10 - gap
    tier = TierOutcome("1", 10.0, bound, is_proven=status == "optimal", seconds=0.1, engine="LP")
    outcome = replace(rounds.result().outcome, status=status, stopped_by="time", tiers=(tier,), is_unique=False)
    word = report.standing(replace(rounds.result(), outcome=outcome))
    assert word.code == expected
    assert all("{" not in word.spoken(lang) for lang in LANGUAGES)


def test_the_run_record_tells_how_to_run_again():
    facts, engines = report.run_record(rounds.result())
    told_of = dict(facts.in_words("en"))
    assert told_of["Digest of programme and rules"] == rounds.result().digest
    assert told_of["Command"] == 'angkatan allocate "BOOK.xlsx" -o OUT.xlsx --seed 3 --workers 2'
    assert len(engines.rows) == len(rounds.result().tiers)


def test_cells_are_said_in_the_readers_language():
    cells = (None, 3, date(2026, 1, 2), "=1", label("must"), (label("yes"), label("no")))
    assert [spoken(cell, "en") for cell in cells] == [None, 3, date(2026, 1, 2), "=1", "Must", "Yes, No"]
    assert spoken(label("must"), "id") == "Wajib"


def test_tables_become_frames_with_headings_in_any_language():
    frame = report.outcomes(rounds.result()).to_frame("id")
    assert isinstance(frame, pd.DataFrame)
    assert "Instansi" in report.by_column(rounds.result(), "institution").to_frame("id").columns
    assert len(frame) == 9
