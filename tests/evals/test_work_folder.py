from pathlib import Path

from evals.work_folder import work_folder


def test_a_folder_is_removed_unless_it_was_chosen(tmp_path: Path) -> None:
    with work_folder(None) as made:
        assert made.is_dir()
    assert not made.exists()
    with work_folder(tmp_path) as chosen:
        assert chosen == tmp_path
    assert tmp_path.is_dir()
