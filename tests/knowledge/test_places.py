from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.errors import LykbotError
from knowledge.places import (
    Place,
    PlaceMention,
    find_places,
    load_places,
    place_genitive,
    place_in,
    place_name,
)
from knowledge.schema import LANGUAGES, Language

# Stands in for the dictionary: the ordinary words of these tests that are a slip away from a name.
ORDINARY = frozenset({"halua", "kattila", "paras", "rannalla", "vastaan", "vända"})

# Genitive, partitive, inessive or adessive, elative or ablative, illative or allative.
CASES = {
    "Helsinki": "Helsingin Helsinkiä Helsingissä Helsingistä Helsinkiin",
    "Pori": "Porin Poria Porissa Porista Poriin",
    "Imatra": "Imatran Imatraa Imatralla Imatralta Imatralle Imatraan",
    "Lohja": "Lohjan Lohjaa Lohjalla Lohjalta Lohjalle Lohjaan",
    "Tampere": "Tampereen Tamperetta Tampereella Tampereelta Tampereelle Tampereeseen",
    "Turku": "Turun Turkua Turussa Turusta Turkuun",
    "Espoo": "Espoon Espoota Espoossa Espoosta Espooseen",
    "Vantaa": "Vantaan Vantaata Vantaalla Vantaalta Vantaalle Vantaaseen",
    "Kauniainen": "Kauniaisten Kauniaista Kauniaisia Kauniaisissa Kauniaisista Kauniaisiin",
    "Raahe": "Raahen Raahea Raahessa Raahesta Raaheen",
    "Uusikaupunki": "Uudenkaupungin Uuttakaupunkia Uudessakaupungissa Uudestakaupungista Uuteenkaupunkiin",
    "Seinäjoki": "Seinäjoen Seinäjokea Seinäjoella Seinäjoelta Seinäjoelle Seinäjokeen",
    "Rovaniemi": "Rovaniemen Rovaniemeä Rovaniemellä Rovaniemeltä Rovaniemelle Rovaniemeen",
    "Heinävesi": "Heinäveden Heinävettä Heinävedellä Heinävedeltä Heinävedelle Heinäveteen",
    "Pietarsaari": "Pietarsaaren Pietarsaarta Pietarsaaressa Pietarsaaresta Pietarsaareen",
    "Järvenpää": "Järvenpään Järvenpäätä Järvenpäässä Järvenpäästä Järvenpäähän",
    "Punkalaidun": "Punkalaitumen Punkalaidunta Punkalaitumella Punkalaitumelta Punkalaitumelle",
    "Varkaus": "Varkauden Varkautta Varkaudessa Varkaudesta Varkauteen",
    "Virrat": "Virtain Virtoja Virroilla Virroilta Virroille",
    "Kangasala": "Kangasalan Kangasalaa Kangasalla Kangasalta Kangasalle",
    "Isokyrö": "Isonkyrön Isoakyröä Isossakyrössä Isostakyröstä Isoonkyröön",
    "Lahti": "Lahden Lahtea Lahdessa Lahdesta Lahteen",
    "Loppi": "Lopen Loppea Lopella Lopelta Lopelle Loppeen",
    "Riihimäki": "Riihimäen Riihimäkeä Riihimäellä Riihimäeltä Riihimäelle Riihimäkeen",
    "Korsnäs": "Korsnäsin Korsnäsiä Korsnäsissä Korsnäsistä Korsnäsiin",
    "Kruunupyy": "Kruunupyyn Kruunupyytä Kruunupyyssä Kruunupyystä Kruunupyyhyn",
}


def found(text: str, words: frozenset[str] | None = ORDINARY) -> list[tuple[str, str]]:
    is_known_word = None if words is None else words.__contains__
    mentions = find_places(text, is_known_word=is_known_word)
    return [(mention.municipality, text[mention.start_char : mention.end_char]) for mention in mentions]


def test_table_holds_every_municipality_once() -> None:
    places = load_places()
    assert len(places) == 308
    for names in ([place.name_fi for place in places], [place.name_sv for place in places]):
        assert [name for name, count in Counter(names).items() if count > 1] == []


def test_table_follows_its_own_rules() -> None:
    for place in load_places():
        assert place.genitive_fi.endswith("n")
        assert place.locative_fi.endswith(("ssa", "ssä", "lla", "llä"))
        assert place.genitive_fi[0] == place.locative_fi[0] == place.name_fi[0]
        assert place.preposition_sv in ("i", "på")
        assert set(place.also_fi.split()) | set(place.also_sv.split()) <= {"word", "surname", "given"}
        assert all(text == text.strip() and text for text in (place.name_fi, place.name_sv))


@pytest.mark.parametrize("place", load_places(), ids=lambda place: place.name_fi)
def test_every_row_is_found_in_its_own_forms(place: Place) -> None:
    forms = [place.name_fi, place.name_sv, *filter(None, place.other_forms.split("|"))]
    if place.name_fi != "Koski Tl":
        forms += [place.genitive_fi, place.locative_fi]
    for form in forms:
        assert found(f"Miten {form} toimii?") == [(place.name_fi, form)]


@pytest.mark.parametrize(
    ("municipality", "form"),
    [(municipality, form) for municipality, forms in CASES.items() for form in forms.split()],
)
def test_finds_every_case_of_a_name(municipality: str, form: str) -> None:
    assert found(f"Mitä kuuluu, {form}?") == [(municipality, form)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Finnish: any case of letter, clitics, possessives, compounds, inhabitants
        ("mitkä ovat helsingin tavoitteet vuodelle 2025?", [("Helsinki", "helsingin")]),
        ("PORI", [("Pori", "PORI")]),
        ("lohja ja imatra", [("Lohja", "lohja"), ("Imatra", "imatra")]),
        ("Onko Porissakin nuorisovaltuusto?", [("Pori", "Porissakin")]),
        ("Helsingissäkö asutaan?", [("Helsinki", "Helsingissäkö")]),
        ("Ei Imatrallakaan.", [("Imatra", "Imatrallakaan")]),
        ("Turkupa se on, Lohjahan se.", [("Turku", "Turkupa"), ("Lohja", "Lohjahan")]),
        ("Porissammekin pelataan.", [("Pori", "Porissammekin")]),
        ("Meidän Helsinkimme", [("Helsinki", "Helsinkimme")]),
        ("Imatra-malli toimii", [("Imatra", "Imatra")]),
        ("Itä-Helsingin nuoret", [("Helsinki", "Helsingin")]),
        ("Helsinki-Vantaa", [("Helsinki", "Helsinki"), ("Vantaa", "Vantaa")]),
        ("Porin kaupungin lapset", [("Pori", "Porin")]),
        ("porilaiset lapset ja helsinkiläisten", [("Pori", "porilaiset"), ("Helsinki", "helsinkiläisten")]),
        ("kotkalaisille ja kauniaislaiset", [("Kotka", "kotkalaisille"), ("Kauniainen", "kauniaislaiset")]),
        (
            "Mänttä-Vilppulassa ja Mäntässä",
            [("Mänttä-Vilppula", "Mänttä-Vilppulassa"), ("Mänttä-Vilppula", "Mäntässä")],
        ),
        ("Kosken Tl kunta, Koski Tl", [("Koski Tl", "Kosken Tl"), ("Koski Tl", "Koski Tl")]),
        ("#lapsiystävällinen #Imatra", [("Imatra", "Imatra")]),
        ("nimi@lohja.fi", [("Lohja", "lohja")]),
        ("Turku\u2013Tampere", [("Turku", "Turku"), ("Tampere", "Tampere")]),
        ("S:t Michel och S:t Karins", [("Mikkeli", "S:t Michel"), ("Kaarina", "S:t Karins")]),
        # Swedish and English
        ("Hur arbetar Helsingfors med barn?", [("Helsinki", "Helsingfors")]),
        ("Helsingfors' mål och Björneborgs mål", [("Helsinki", "Helsingfors"), ("Pori", "Björneborgs")]),
        ("lojos barn i esbo", [("Lohja", "lojos"), ("Espoo", "esbo")]),
        ("Vad gör Åbo och Uleåborgs stad?", [("Turku", "Åbo"), ("Oulu", "Uleåborgs")]),
        ("Pori's goals and Helsinki’s", [("Pori", "Pori"), ("Helsinki", "Helsinki")]),
        ("a Helsinki-based team", [("Helsinki", "Helsinki")]),
        ("Barnvänlig kommun i Raseborg", [("Raasepori", "Raseborg")]),
        ("Does Jakobstad take part?", [("Pietarsaari", "Jakobstad")]),
        # Names that are words or persons' names too
        ("Mitkä ovat Salon tavoitteet?", [("Salo", "Salon")]),
        ("Onko Salo mukana?", [("Salo", "Salo")]),
        ("salo?", [("Salo", "salo")]),
        ("entä lahdessa?", [("Lahti", "lahdessa")]),
        ("Missä ovat Lahden ja Salon lapset?", [("Lahti", "Lahden"), ("Salo", "Salon")]),
        ("Ingå kommun", [("Inkoo", "Ingå")]),
        ("Kaarinan kaupunki ja Loviisassa", [("Kaarina", "Kaarinan"), ("Loviisa", "Loviisassa")]),
        ("Turun Salossa", [("Turku", "Turun"), ("Salo", "Salossa")]),
    ],
)
def test_finds_places_in_text(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "municipality"),
    [
        ("Imtara", "Imatra"),
        ("mitkä ovat imtaran tavoitteet vuonna 2025", "Imatra"),
        ("Mitä Imtaralla tehdään lasten hyväksi?", "Imatra"),
        ("Helsinkki", "Helsinki"),
        ("miten helsingisä kuullaan lapsia", "Helsinki"),
        ("Lojha", "Lohja"),
        ("vad gör björneborgg för barn", "Pori"),
        ("What does Helsinkki do for children?", "Helsinki"),
        ("Tamprereella", "Tampere"),
        ("Jyvaskyla", "Jyväskylä"),
        ("seinajoen tavoitteet ja muuta", "Seinäjoki"),
        ("Sakyla", "Säkylä"),
        ("Björneborkgs", "Pori"),
        ("Rovaneimellä", "Rovaniemi"),
    ],
)
def test_reads_typos(text: str, municipality: str) -> None:
    mentions = find_places(text, is_known_word=ORDINARY.__contains__)
    assert [(mention.municipality, mention.exact) for mention in mentions] == [(municipality, False)]


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n",
        "it is my turn in the salon at the port",
        "salon",
        "hair salon",
        "sand, fin, port, turn",
        "Vad ska ingå i planen?",
        "vad ska ingå?",
        "kemi och sund mat i skolan",
        "lahden rannalla lensi iso kotka yli kosken",
        "Kuka on rehtori Minna Salo?",
        "Vastaava on M. Salo",
        "Soita tänään Antti Lahdelle.",
        "Lisätietoja: Minna Salo",
        "yhteyshenkilö Minna Lahti-Virtanen",
        "Vem är Salla Virtanen?",
        "toinen maailmansota II",
        "osa II",
        "nokian renkaat ovat hyviä",
        "Kungen hette Gustav Vasa.",
        "vända",
        "porina ja kolari tiellä oli iso",
        "Helsinki2030 ja _Imatra_",
        "lastenImatra",
    ],
)
def test_leaves_ordinary_words_and_persons_alone(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize("word", ["vastaan", "halua", "paras", "kattila"])
def test_a_known_word_is_no_typo(word: str) -> None:
    assert found(word.capitalize()) == []
    assert found(word) == []


def test_two_equally_near_places_are_none() -> None:
    assert found("Kalijoki") == []  # one letter from Kalajoki, one from Karijoki
    assert found("Kalajok") == [("Kalajoki", "Kalajok")]


def test_without_a_dictionary_running_text_is_read_with_care() -> None:
    assert found("Vastaan tulee valta, jota vanhaa tornissa katsotaan.", words=None) == []
    assert found("Tänään Helsinkki on mukana tässä.", words=None) == [("Helsinki", "Helsinkki")]
    assert found("Imtara", words=None) == [("Imatra", "Imtara")]


def test_mention_says_where_and_whether_exact() -> None:
    assert find_places("Entä Porissa?") == (PlaceMention(municipality="Pori", start_char=5, end_char=12, exact=True),)


@pytest.mark.parametrize(
    ("municipality", "language", "name", "inside", "genitive"),
    [
        ("Pori", "fi", "Pori", "Porissa", "Porin"),
        ("Pori", "sv", "Björneborg", "i Björneborg", "Björneborgs"),
        ("Pori", "en", "Pori", "in Pori", "Pori's"),
        ("Helsinki", "sv", "Helsingfors", "i Helsingfors", "Helsingfors"),
        ("Imatra", "fi", "Imatra", "Imatralla", "Imatran"),
        ("Imatra", "sv", "Imatra", "i Imatra", "Imatras"),
        ("Rovaniemi", "fi", "Rovaniemi", "Rovaniemellä", "Rovaniemen"),
        ("Kauniainen", "fi", "Kauniainen", "Kauniaisissa", "Kauniaisten"),
        ("Uusikaupunki", "fi", "Uusikaupunki", "Uudessakaupungissa", "Uudenkaupungin"),
        ("Kemiönsaari", "sv", "Kimitoön", "på Kimitoön", "Kimitoöns"),
        ("Ruokolahti", "sv", "Ruokolax", "i Ruokolax", "Ruokolax"),
        ("Maarianhamina", "sv", "Mariehamn", "i Mariehamn", "Mariehamns"),
        ("Geta", "fi", "Geta", "Getassa", "Getan"),
    ],
)
def test_names_in_the_language_of_the_text(
    municipality: str, language: Language, name: str, inside: str, genitive: str
) -> None:
    assert place_name(municipality, language) == name
    assert place_in(municipality, language) == inside
    assert place_genitive(municipality, language) == genitive


@pytest.mark.parametrize("function", [place_name, place_in, place_genitive])
def test_an_unknown_municipality_is_refused_by_name(function: object) -> None:
    assert callable(function)
    for language in LANGUAGES:
        with pytest.raises(LykbotError, match="Björneborg"):
            function("Björneborg", language)


PIECES = st.sampled_from(
    ["Porissa", "helsinki", "Imtara", "Minna Salo", "Mänttä-Vilppula", "S:t Michel", "Koski Tl", "å", "ä\u0308"]
)


@given(st.lists(st.one_of(PIECES, st.text(max_size=12)), max_size=8), st.sampled_from([" ", "-", "", ". ", "\u00a0"]))
def test_any_text_gives_whole_words_in_order(pieces: list[str], glue: str) -> None:
    text = glue.join(pieces)
    last_end = 0
    for mention in find_places(text, is_known_word=lambda word: False):
        assert last_end <= mention.start_char < mention.end_char <= len(text)
        last_end = mention.end_char
        for start, end in ((mention.start_char - 1, mention.start_char), (mention.end_char, mention.end_char + 1)):
            outside = text[max(start, 0) : end]
            assert not (outside.isalnum() or outside == "_")
        assert not text[mention.start_char].isspace()
        assert place_name(mention.municipality, "fi") == mention.municipality
