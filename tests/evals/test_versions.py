from evals.versions import code_digest, read_versions
from index.schema import IndexSettings, Manifest


def test_code_digest_is_the_same_for_the_same_code() -> None:
    assert len(code_digest()) == 64
    assert code_digest() == code_digest()


def test_read_versions() -> None:
    manifest = Manifest(
        format_version=3,
        settings=IndexSettings(),
        model_id="toy",
        dimension=4,
        corpus_digest="abc",
        generation="g",
        built_at="2026-01-01T00:00:00Z",
        documents=1,
        chunks=1,
        units=1,
        files=(),
    )
    versions = read_versions(manifest, ())
    assert (versions.model, versions.index_format, versions.corpus, versions.sets) == ("toy", 3, "abc", ())
    assert versions.lykbot[0].isdigit()
