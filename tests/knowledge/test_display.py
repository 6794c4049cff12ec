import pytest

from knowledge.display import display_text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("YK:n [sopimukseen](#).", "YK:n sopimukseen."),
        ("[Ohje \\(pdf\\)](https://a.example/x_(y))", "Ohje (pdf)"),
        ("**Kunta** _kuulee_ `lapsia`", "Kunta kuulee lapsia"),
        ("***molemmat*** ja \\*tähti\\*", "molemmat ja *tähti*"),
        ("lasten_oma_nimi ja 5 * 3 * 2", "lasten_oma_nimi ja 5 * 3 * 2"),
        ("rivi\n  toinen\u00a0 kolmas", "rivi toinen kolmas"),
        ("lainaus\n> jatkuu", "lainaus jatkuu"),
        ("<https://a.example> &amp; muut", "https://a.example & muut"),
        ("En\u00a0 barnvänlig", "En barnvänlig"),
        ("Aino Aalto\\\nohjaaja\\", "Aino Aalto ohjaaja"),
        ("polku C:\\\\\nseuraava", "polku C:\\ seuraava"),
        ("** Lause alkaa.", "Lause alkaa."),
        ("**Ensimmäinen lause.", "Ensimmäinen lause."),
        ("Viimeinen lause.**", "Viimeinen lause."),
        ("* huomautus", "* huomautus"),
        ("", ""),
    ],
)
def test_display_text(text: str, shown: str) -> None:
    assert display_text(text) == shown
