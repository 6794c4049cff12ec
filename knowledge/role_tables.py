"""The words that job titles are made of, in three languages.

In each cell of the tables the spellings are parted by ``|``; the first is the one to write, the others are read too.
An empty first spelling is never written.

- ``role_heads.csv``: what somebody is (director, coordinator), and titles that are more than their parts (principal,
  city manager). ``family`` puts together what people mix up; ``fields`` is what a title says of its field by itself;
  ``alone`` says whether the word is a title with no field beside it; ``compounds`` names the languages in which a field
  goes before it ("youth coordinator" but "head of early childhood education").
- ``role_fields.csv``: what somebody is in charge of. ``key`` is what titles are compared by; ``kind`` is "people",
  "group" (a council, a committee) or nothing. ``stem`` goes before a head or a unit ("ungdoms-"), ``noun`` and
  ``definite`` stand by themselves, ``en_led`` is what a director of it is director of (nothing in "service director").
- ``role_units.csv``: the part of a municipality that a field stands before ("nuorisopalvelut").
- ``role_modifiers.csv``: what stands before a title ("acting"); ``+`` marks one that is written together with it.
"""

from dataclasses import dataclass
from functools import cache

from knowledge.schema import Language
from knowledge.tables import read_table


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleHead:
    """What somebody is: one row of ``role_heads.csv``, with the spellings to write."""

    name: str
    family: str
    keys: frozenset[str]
    stands_alone: bool
    compounds: frozenset[str]
    fi: str
    sv: str
    en: str
    sv_preposition: str
    en_phrase: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleField:
    """What somebody is in charge of: one row of ``role_fields.csv``, with the spellings to write."""

    name: str
    keys: frozenset[str]
    is_people: bool
    is_group: bool
    fi_stem: str
    fi_genitive: str
    sv_stem: str
    sv_noun: str
    sv_definite: str
    en_stem: str
    en_noun: str
    en_led: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleUnit:
    """A part of a municipality: one row of ``role_units.csv``, with the spellings to write."""

    name: str
    fi_genitive: str
    sv: str
    en: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleModifier:
    """What stands before a title: one row of ``role_modifiers.csv``, with the spellings to write."""

    name: str
    fi: str
    sv: str
    en: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleWord:
    """A spelling, casefolded, and the name of the row it stands for; ``is_glued`` when no space follows it."""

    text: str
    name: str
    is_glued: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleWords:
    """All spellings of a language, those of each kind longest first."""

    heads: tuple[RoleWord, ...]
    modifiers: tuple[RoleWord, ...]
    unit_stems: tuple[RoleWord, ...]
    unit_nouns: tuple[RoleWord, ...]
    field_stems: tuple[RoleWord, ...]
    field_nouns: tuple[RoleWord, ...]


@cache
def role_heads() -> dict[str, RoleHead]:
    """Every head by its name."""
    return {
        row["head"]: RoleHead(
            name=row["head"],
            family=row["family"],
            keys=frozenset(row["fields"].split()),
            stands_alone=row["alone"] == "yes",
            compounds=frozenset(row["compounds"].split()),
            fi=_first(row["fi"]),
            sv=_first(row["sv"]),
            en=_first(row["en"]),
            sv_preposition=row["sv_preposition"],
            en_phrase=row["en_phrase"],
        )
        for row in read_table("knowledge", "role_heads.csv")
    }


@cache
def role_fields() -> dict[str, RoleField]:
    """Every field by its name."""
    return {
        row["field"]: RoleField(
            name=row["field"],
            keys=frozenset(row["key"].split()),
            is_people=row["kind"] == "people",
            is_group=row["kind"] == "group",
            fi_stem=_first(row["fi_stem"]),
            fi_genitive=_first(row["fi_genitive"]),
            sv_stem=_first(row["sv_stem"]),
            sv_noun=_first(row["sv_noun"]),
            sv_definite=_first(row["sv_definite"]),
            en_stem=_first(row["en_stem"]),
            en_noun=_first(row["en_noun"]),
            en_led=_first(row["en_led"]),
        )
        for row in read_table("knowledge", "role_fields.csv")
    }


@cache
def role_units() -> dict[str, RoleUnit]:
    """Every unit by its name."""
    return {
        row["unit"]: RoleUnit(
            name=row["unit"],
            fi_genitive=_first(row["fi_genitive"]),
            sv=_first(row["sv_definite"]),
            en=_first(row["en"]),
        )
        for row in read_table("knowledge", "role_units.csv")
    }


@cache
def role_modifiers() -> dict[str, RoleModifier]:
    """Every modifier by its name; a ``+`` at its end says that it is written together with what follows."""
    return {
        row["modifier"]: RoleModifier(
            name=row["modifier"], fi=_first(row["fi"]), sv=_first(row["sv"]), en=_first(row["en"])
        )
        for row in read_table("knowledge", "role_modifiers.csv")
    }


@cache
def role_words(language: Language) -> RoleWords:
    """Every spelling of a language's heads, fields, units and modifiers."""
    stems = ("en_stem",) if language == "en" else (f"{language}_stem",)
    nouns = {
        "fi": ("fi_genitive",),
        "sv": ("sv_noun", "sv_definite"),
        "en": ("en_noun", "en_led"),
    }[language]
    unit_stems, unit_nouns = (("en",), ("en",)) if language == "en" else (stems, nouns)
    return RoleWords(
        heads=_spellings("head", "role_heads.csv", (language,)),
        modifiers=_spellings("modifier", "role_modifiers.csv", (language,)),
        unit_stems=_spellings("unit", "role_units.csv", unit_stems),
        unit_nouns=_spellings("unit", "role_units.csv", unit_nouns),
        field_stems=_spellings("field", "role_fields.csv", stems),
        field_nouns=_spellings("field", "role_fields.csv", nouns),
    )


def _spellings(name: str, table: str, columns: tuple[str, ...]) -> tuple[RoleWord, ...]:
    """The spellings of a table's columns, longest first; the first row that has a spelling keeps it.

    Words for people come first where they stand by themselves: "barn" are children, but "barn-" is the stem of child.
    """
    found: dict[str, RoleWord] = {}
    rows = read_table("knowledge", table)
    if not columns[0].endswith("_stem"):
        rows = tuple(sorted(rows, key=lambda row: row.get("kind") != "people"))
    for row in rows:
        for column in columns:
            for text in filter(None, row[column].casefold().split("|")):
                # Read as a field and a unit: "youth services" are not "youth".
                if column == "en_led" and "services" in text:
                    continue
                word = RoleWord(text=text.removesuffix("+"), name=row[name], is_glued=text.endswith("+"))
                found.setdefault(word.text, word)
    return tuple(sorted(found.values(), key=lambda word: -len(word.text)))


def _first(cell: str) -> str:
    return cell.split("|")[0]
