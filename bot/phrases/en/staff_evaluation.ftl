### The staff area: measuring the answers.

staff_evaluation-title = Evaluation
staff_evaluation-introduction = In an evaluation lykbot is asked many questions whose right answers are known, and its answers are checked. They are asked of the index in force. Visitors are answered meanwhile as always.
staff_evaluation-run_running = An evaluation is under way
staff_evaluation-run_done = The evaluation has ended
staff_evaluation-run_failed = The evaluation has failed
staff_evaluation-started = The set { $set }, started by { $name },
staff_evaluation-progress = { $done } of { $total } questions asked
staff_evaluation-progress_judging = All has been asked, the answers are being checked …
staff_evaluation-open_report = Open the report
staff_evaluation-failed = The reason:
staff_evaluation-trouble_busy = An evaluation is under way already. Wait until it has ended.
staff_evaluation-trouble_other_set = The report to compare with is about other questions. Choose one about the same set, or no comparison.
staff_evaluation-trouble_not_started = The evaluation could not be started.
staff_evaluation-start_title = Start an evaluation
staff_evaluation-set = Set of questions
staff_evaluation-cases =
    { $count ->
        [one] 1 case
       *[other] { $count } cases
    }
staff_evaluation-own = made of feedback
staff_evaluation-only_counted = only counted, not shown
staff_evaluation-compare_with = Compare with an earlier report
staff_evaluation-nothing = No comparison
staff_evaluation-start = Start
staff_evaluation-one_at_a_time = Another one can be started when this one has ended.
staff_evaluation-no_sets = There are no sets: the part of lykbot that evaluates is not installed.

## Reports

staff_evaluation-reports = Reports
staff_evaluation-no_reports = There are no reports yet.
staff_evaluation-column_report = Report (UTC)
staff_evaluation-column_sets = Questions
staff_evaluation-column_minutes = Minutes
staff_evaluation-unreadable = The report cannot be read:
staff_evaluation-figure_right = Right answers
staff_evaluation-figure_flawless = Flawless answers
staff_evaluation-figure_wrong = Wrong answers
staff_evaluation-figure_refused_wrongly = Refused wrongly
staff_evaluation-figure_answered_wrongly = Answered wrongly
staff_evaluation-figure_facts_stated = Facts stated
staff_evaluation-figure_citation_precision = Right citations
staff_evaluation-figure_language = Right language

## Two reports side by side

staff_evaluation-compare_title = Compare reports
staff_evaluation-compare_before = Earlier
staff_evaluation-compare_now = Later
staff_evaluation-compare = Compare
staff_evaluation-comparison = Two reports side by side
staff_evaluation-back = Evaluation
staff_evaluation-other_cases = The reports are about different questions, so that their figures cannot be compared directly.
staff_evaluation-other_pages = The pages have changed between the reports.
staff_evaluation-figures = Figures
staff_evaluation-column_figure = Figure
staff_evaluation-column_change = Change, percentage points
staff_evaluation-column_meaning = What it means
staff_evaluation-better = better
staff_evaluation-worse = worse
staff_evaluation-within = may be chance
staff_evaluation-same = the same
staff_evaluation-interval_hint = Below the earlier figure stands its 95 % interval. A change within it may be chance.
staff_evaluation-changed_cases = Cases that turned out differently
staff_evaluation-no_changes = None of the cases that are shown turned out differently.
staff_evaluation-counted_changes =
    { $count ->
        [one] Besides, 1 case changed that is only counted.
       *[other] Besides, { $count } cases changed that are only counted.
    }
staff_evaluation-column_case = Case
staff_evaluation-outcome_right = right
staff_evaluation-outcome_partial = partly right
staff_evaluation-outcome_wrong = wrong
staff_evaluation-outcome_refused_wrongly = refused wrongly
staff_evaluation-outcome_answered_wrongly = answered wrongly
staff_evaluation-outcome_failed = broke off
