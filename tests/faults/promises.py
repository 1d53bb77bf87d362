"""Which test holds which promise. ``python -m tests.faults.promises`` prints the table."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from pathlib import Path

TESTS = Path(__file__).parents[1]
_CALLS = "faults/test_faulty_calls.py"
_RUNS = "faults/test_faulty_runs.py"
_LASTING = "faults/test_durability.py"
_END = "test_end_to_end.py"
_CLIENT = "llm/test_client.py"
_PARSING = "llm/test_parsing.py"
_TLS = "faults/test_handshakes.py"
_MIXED = "faults/test_mixed_runs.py"

# id: what is promised, and the tests that hold it (file, name)
PROMISES: Mapping[str, tuple[str, tuple[tuple[str, str], ...]]] = {
    "C01": (
        "every error of a server has one documented outcome",
        (("llm/test_outcome.py", "test_each_fault_has_its_outcome"),),
    ),
    "C02": (
        "a passing fault costs one request and no word",
        ((_CALLS, "test_a_passing_fault_costs_one_request_more_and_changes_nothing"),),
    ),
    "C03": (
        "a lasting fault costs four requests and its article",
        ((_CALLS, "test_a_fault_that_stays_costs_four_requests_and_that_article_only"),),
    ),
    "C04": (
        "a refused account costs one request in the whole run",
        (
            (_CALLS, "test_a_refused_account_costs_one_request_in_the_whole_run"),
            (_CALLS, "test_a_prompt_too_long_costs_its_article_one_request"),
        ),
    ),
    "C05": (
        "no worker asks before the time that the server named",
        (
            (_CALLS, "test_no_worker_asks_before_the_time_that_the_server_named"),
            (_CLIENT, "test_all_workers_wait_as_long_as_the_server_said"),
        ),
    ),
    "C06": (
        "seconds, dates and milliseconds are understood; an hour stops the run",
        (
            (_CALLS, "test_no_worker_asks_before_the_time_that_the_server_named"),
            (_CALLS, "test_an_hour_to_wait_stops_the_run_and_says_when_to_come_back"),
        ),
    ),
    "C07": (
        "a dripping or hanging answer is cut at the limit",
        (
            (
                _CALLS,
                "test_an_answer_that_does_not_come_is_cut_at_the_limit_and_asked_for_once_more",
            ),
        ),
    ),
    "C08": (
        "faults that pass leave no trace in the briefing, at any number of workers",
        ((_RUNS, "test_faults_that_pass_leave_no_trace_in_the_briefing"),),
    ),
    "C09": (
        "any mix of faults ends in words; statuses add up",
        ((_RUNS, "test_any_mix_of_faults_ends_in_words_and_loses_no_paid_answer"),),
    ),
    "C10": (
        "five questions without an answer in a row stop the run; the rest is free",
        (
            (
                _CALLS,
                "test_five_questions_in_a_row_without_an_answer_stop_the_run_and_the_rest_is_free",
            ),
        ),
    ),
    "C11": (
        "no more is asked at once than was allowed, and half as much where it was too much",
        (
            (_CALLS, "test_no_more_is_asked_at_once_than_was_allowed"),
            (
                "llm/test_rotation.py",
                "test_a_server_that_is_asked_too_much_is_asked_half_as_much_and_then_a_little_more",
            ),
        ),
    ),
    "C12": (
        "a signal leaves within two seconds and keeps what was paid",
        ((_RUNS, "test_a_signal_leaves_within_two_seconds_and_keeps_what_was_paid"),),
    ),
    "C13": (
        "an interrupt is never retried",
        ((_CLIENT, "test_an_interrupt_is_passed_on_and_never_retried"),),
    ),
    "P01": (
        "a blemish is repaired silently, a bad answer asked for once more",
        (
            (_CALLS, "test_a_known_blemish_is_repaired_without_a_second_request"),
            (_CALLS, "test_a_bad_answer_is_asked_for_once_more"),
            (_CALLS, "test_half_an_answer_is_never_taken_for_one"),
        ),
    ),
    "P02": (
        "an answer that stays bad costs three requests and its article",
        (
            (_CALLS, "test_an_answer_that_stays_bad_costs_three_requests_and_that_article_only"),
            (_CALLS, "test_what_does_not_stand_in_the_article_is_dropped_and_counted"),
        ),
    ),
    "P03": (
        "a valid answer is found whatever stands around it",
        ((_PARSING, "test_a_valid_answer_is_found_whatever_stands_around_it"),),
    ),
    "P04": (
        "any text is read or refused, in linear time",
        (
            (_PARSING, "test_any_text_is_read_or_refused_with_our_own_error"),
            (_PARSING, "test_long_hostile_text_is_refused_in_linear_time"),
        ),
    ),
    "P05": (
        "duplicates, NaN, halves of pairs are refused with that reason",
        (
            (_PARSING, "test_what_cannot_be_trusted_is_refused_with_its_reason"),
            (_PARSING, "test_numbers_that_json_does_not_have_are_refused"),
        ),
    ),
    "P06": (
        "answers behind thoughts or in the reasoning field are taken and named",
        ((_CALLS, "test_a_known_blemish_is_repaired_without_a_second_request"),),
    ),
    "P07": (
        "a refusal costs one request and is shown",
        ((_CALLS, "test_a_refusal_costs_one_request_and_is_shown"),),
    ),
    "P08": (
        "a re-ask stays short",
        (
            (_CALLS, "test_a_bad_answer_is_quoted_back_in_two_kilobytes_at_most"),
            (_CLIENT, "test_a_re_ask_stays_short_whatever_the_model_said"),
        ),
    ),
    "L01": (
        "a server that lacks a mechanism is asked in another way, which is remembered",
        (
            (_RUNS, "test_a_second_run_on_any_server_asks_nothing"),
            (
                "pipeline/test_serving.py",
                "test_a_run_remembers_the_rung_and_the_next_one_asks_nothing_extra",
            ),
            (
                "llm/test_mixed_servers.py",
                "test_each_server_is_asked_by_its_own_mechanism_and_walks_its_own_ladder",
            ),
            (_MIXED, "test_what_doctor_found_of_each_server_is_gone_by"),
            (_MIXED, "test_what_two_servers_answered_is_replayed_and_never_asked_again"),
        ),
    ),
    "L02": (
        "a schema that is accepted and ignored is noticed by a canary and named",
        (("llm/test_ladder.py", "test_an_ignored_schema_is_noticed_by_one_canary_and_remembered"),),
    ),
    "L04": (
        "a prompt that the server finds too long fails its article with both numbers",
        ((_CALLS, "test_a_prompt_too_long_costs_its_article_one_request"),),
    ),
    "L05": (
        "every shipped schema is portable, and the lint points to what is not",
        (
            (
                "llm/test_wire_schema.py",
                "test_every_shipped_schema_is_portable_once_it_is_written_out",
            ),
            ("llm/test_wire_schema.py", "test_the_lint_points_to_what_the_profile_does_not_take"),
        ),
    ),
    "L03": (
        "a prompt that the server cut in silence is noticed by its token count",
        (("llm/test_rotation.py", "test_a_prompt_that_the_server_cut_fails_its_article_by_name"),),
    ),
    "L06": (
        "a server that loads its model is waited for under a budget of its own",
        (
            (
                _CALLS,
                "test_a_model_that_loads_is_waited_for_with_one_line_and_for_no_longer_than_was_said",
            ),
            (
                "llm/test_rotation.py",
                "test_loading_is_waited_for_with_one_line_and_costs_no_attempt",
            ),
            ("faults/test_budgets.py", "test_a_server_that_loads_its_model_is_waited_for"),
        ),
    ),
    "L07": (
        "tokens that were not told are unknown, another model is named",
        (
            (_RUNS, "test_tokens_that_were_not_told_are_unknown_and_not_none"),
            (_CALLS, "test_what_is_no_fault_costs_nothing_and_is_not_mentioned"),
        ),
    ),
    "L08": (
        "the real llama.cpp server does what the profiles say",
        (
            ("test_real_model.py", "test_two_unrecorded_articles_become_a_checked_briefing"),
            (
                "test_real_model.py",
                "test_an_article_longer_than_the_context_is_told_by_name_with_both_numbers",
            ),
        ),
    ),
    "D01": (
        "killed at any moment, a run pays one call a worker again at most",
        ((_LASTING, "test_killed_at_any_moment_a_run_pays_at_most_one_call_a_worker_again"),),
    ),
    "D02": (
        "two runs on one store end well and pay for nothing twice",
        ((_LASTING, "test_two_runs_on_one_store_at_once_end_well_and_tell_the_same"),),
    ),
    "D03": (
        "whatever write fails, the old state stays and a resume completes",
        (
            (_LASTING, "test_whichever_statement_fails_the_store_opens_again_with_what_it_had"),
            (_LASTING, "test_a_file_size_limit_stops_the_run_in_words_and_a_resume_completes"),
            ("test_store.py", "test_a_full_disk_loses_nothing_and_is_explained"),
            (
                "pipeline/test_publishing.py",
                "test_a_failing_disk_leaves_the_old_file_whole_and_no_rubbish",
            ),
        ),
    ),
    "D04": (
        "no page is ever torn",
        (
            (_LASTING, "test_a_reader_sees_whole_pages_while_runs_are_killed"),
            ("pipeline/test_publishing.py", "test_a_reader_never_sees_a_torn_file"),
        ),
    ),
    "D05": (
        "each field of a request changes its key",
        (
            ("llm/test_answers.py", "test_changing_any_single_field_changes_the_key"),
            ("llm/test_answers.py", "test_the_order_of_a_dict_does_not_change_the_key"),
        ),
    ),
    "D06": (
        "a replay opens no socket and says what changed",
        (
            (_END, "test_a_replay_gives_the_same_bytes_and_opens_no_socket"),
            (_END, "test_a_replay_under_another_prompt_names_the_article_and_what_differs"),
        ),
    ),
    "D07": (
        "stores of every version open; a newer one is refused; a killed migration changes nothing",
        (
            (_LASTING, "test_a_store_of_every_version_opens_with_its_answers"),
            (_LASTING, "test_a_migration_killed_in_the_middle_leaves_the_old_store"),
            (_LASTING, "test_a_store_from_the_future_is_refused_by_a_run_before_anything_is_asked"),
        ),
    ),
    "D08": (
        "poisoned articles are named, counted and cost nothing else",
        ((_RUNS, "test_three_poisoned_articles_of_ten_are_named_and_cost_nothing_else"),),
    ),
    "D09": (
        "what cannot be written is found before the first request",
        (
            (_RUNS, "test_a_place_that_cannot_be_written_is_found_before_the_first_request"),
            (_RUNS, "test_a_broken_layout_is_found_before_the_first_request"),
        ),
    ),
    "D10": (
        "zone, locale and hash seed change no byte",
        ((_END, "test_neither_hash_seed_nor_zone_nor_locale_changes_a_byte"),),
    ),
    "S01": (
        "no page holds anything active",
        (
            (_END, "test_no_page_holds_anything_active"),
            ("stages/test_rendering.py", "test_hostile_text_in_every_field_of_a_day_stays_text"),
        ),
    ),
    "S02": (
        "escaped text renders back to itself",
        (("test_templating.py", "test_md_renders_back_to_the_cleaned_text_as_one_paragraph"),),
    ),
    "S03": (
        "an article's text stays in its own requests, out of the system's words",
        (
            (_END, "test_no_request_carries_another_articles_text"),
            (_END, "test_masked_sentences_never_reach_a_request"),
        ),
    ),
    "S04": (
        "one bad article changes no other's rows",
        ((_CALLS, "test_what_does_not_stand_in_the_article_is_dropped_and_counted"),),
    ),
    "S05": (
        "no redirect leads a request to another host",
        (
            (_RUNS, "test_no_redirect_leads_a_request_to_another_host"),
            ("llm/test_rotation.py", "test_a_redirect_is_not_followed_and_its_aim_is_named"),
        ),
    ),
    "S06": (
        "an article or an answer that unpacks to much more than it weighs is refused",
        (
            (
                "sources/test_bombs.py",
                "test_what_unpacks_to_more_than_it_weighs_is_refused_or_read_as_it_stands",
            ),
            (_CALLS, "test_a_fault_that_stays_costs_four_requests_and_that_article_only"),
        ),
    ),
    "S07": (
        "the key is in no file and no stream",
        (
            (_RUNS, "test_the_key_is_in_no_file_and_no_stream_whatever_happens"),
            (_CLIENT, "test_the_key_is_sent_to_the_server_and_kept_nowhere"),
        ),
    ),
    "S08": (
        "no control character reaches a terminal",
        (
            (_END, "test_no_control_character_reaches_a_file_or_a_terminal"),
            ("cli/test_console.py", "test_printed_text_holds_nothing_that_steers_a_terminal"),
        ),
    ),
    "S09": (
        "templates are confined and bounded",
        (
            ("test_templating.py", "test_an_endless_output_is_cut_off"),
            ("test_templating.py", "test_a_value_that_is_not_plain_is_refused"),
            ("test_resources.py", "test_a_name_that_leaves_its_folder_is_refused"),
        ),
    ),
    "S10": (
        "file names are portable and unique",
        (("stages/test_composition.py", "test_note_files_are_portable_and_unique"),),
    ),
    "S11": (
        "JSON is strict",
        (("cli/test_console.py", "test_json_refuses_what_is_no_json"),),
    ),
    "S12": (
        "any bytes become articles or failures",
        (
            ("sources/test_files.py", "test_any_bytes_become_articles_or_failures"),
            ("sources/test_decoding.py", "test_any_bytes_decode_to_text_without_an_exception"),
        ),
    ),
    "T01": (
        "a private authority is believed once it is named, no other",
        (
            (_TLS, "test_a_server_of_a_private_authority_is_believed_once_that_is_named"),
            (_TLS, "test_a_handshake_that_cannot_work_costs_one_connection_and_is_told_in_words"),
        ),
    ),
    "T02": (
        "a bad certificate costs one connection, and no run where others answer",
        (
            (_TLS, "test_a_handshake_that_cannot_work_costs_one_connection_and_is_told_in_words"),
            (_TLS, "test_a_server_whose_certificate_is_bad_is_left_out_while_another_answers"),
            (_TLS, "test_doctor_says_the_same_words"),
        ),
    ),
    "T03": (
        "a handshake that breaks off is made again, a silent one is cut at its limit",
        (
            (_TLS, "test_a_connection_that_ends_in_its_handshake_is_made_again"),
            (_TLS, "test_one_that_always_ends_so_costs_four_connections"),
            (_TLS, "test_silence_in_the_handshake_is_bounded_by_the_time_to_connect"),
        ),
    ),
    "T04": (
        "plain http at a port of TLS, and the other way round, are told by name",
        (
            (_TLS, "test_plain_http_to_a_port_of_tls_names_https"),
            (_TLS, "test_a_server_that_says_so_is_asked_once"),
        ),
    ),
}

# promised, and not yet held by a test of its own
OPEN: Mapping[str, str] = {}


def found_in(file: str) -> set[str]:
    """The names of the tests in a file below ``tests/``."""
    tree = ast.parse((TESTS / file).read_text("utf-8"))
    kinds = ast.FunctionDef | ast.AsyncFunctionDef
    return {n.name for n in ast.walk(tree) if isinstance(n, kinds) and n.name.startswith("test_")}


def main() -> None:
    """Print the table as Markdown."""
    print("| id | promise | tests |\n| --- | --- | --- |")
    for name, (promise, held) in PROMISES.items():
        print(f"| {name} | {promise} | {'<br>'.join(f'{file}::{test}' for file, test in held)} |")
    for name, promise in OPEN.items():
        print(f"| {name} | {promise} | open |")


if __name__ == "__main__":
    main()
