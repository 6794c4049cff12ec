"""A job title out of its parts, as people say it in Finnish, Finland Swedish and English."""

from collections.abc import Sequence

from knowledge.role_reading import NO_AREA, Role, RoleArea
from knowledge.role_tables import RoleField, RoleHead, role_fields, role_heads, role_modifiers, role_units
from knowledge.schema import Language

_AND: dict[Language, str] = {"fi": "ja", "sv": "och", "en": "and"}
_VOWELS = "aeiouyåäö"


def word_role(role: Role, language: Language) -> str:
    """The title in running text: lower case but for names ("head of youth services", "LAPE-koordinaattori")."""
    head = role_heads()[role.head]
    if language == "fi":
        return _finnish(role, head)
    title = _swedish(role, head) if language == "sv" else _english(role, head)
    return "".join(f"{_modifier(name, language)} " for name in role.modifiers) + title


def _finnish(role: Role, head: RoleHead) -> str:
    modifiers = [_modifier(name, "fi") for name in role.modifiers]
    title, before = head.fi, [f"{modifier} " for modifier in modifiers if not modifier.endswith("+")]
    fields = _fields(role.own)
    if "fi" in head.compounds and fields and not role.own.unit and all(field.fi_stem for field in fields):
        title = _compound([field.fi_stem for field in fields], title, "fi")
    elif fields:
        before.append(f"{_finnish_genitive(role.own)} ")
    glued = "".join(modifier.removesuffix("+") for modifier in modifiers if modifier.endswith("+"))
    if role.wider != NO_AREA:
        before.append(f"{_finnish_genitive(role.wider)} ")
    return "".join(before) + glued + title


def _finnish_genitive(area: RoleArea) -> str:
    fields = _fields(area)
    if not area.unit:
        return _listed([field.fi_genitive for field in fields], "fi")
    unit = role_units()[area.unit].fi_genitive
    if all(field.fi_stem for field in fields):
        return _compound([field.fi_stem for field in fields], unit, "fi")
    return f"{_listed([field.fi_genitive for field in fields], 'fi')} {unit}"


def _swedish(role: Role, head: RoleHead) -> str:
    title, fields = head.sv, _fields(role.own)
    if "sv" in head.compounds and fields and not role.own.unit and all(field.sv_stem for field in fields):
        title = _compound([field.sv_stem for field in fields], title, "sv")
    elif fields:
        title = f"{title} {_swedish_phrase(role.own, head)}"
    return title if role.wider == NO_AREA else f"{title} {_swedish_phrase(role.wider, head)}"


def _swedish_phrase(area: RoleArea, head: RoleHead) -> str:
    fields, preposition = _fields(area), head.sv_preposition
    if area.unit:
        return f"{preposition} {_swedish_unit(area)}"
    if preposition == "inom" and any(field.is_group for field in fields):
        preposition = "för"
    # Who leads a thing leads that one thing ("chef för småbarnspedagogiken"), others work with such things. The field
    # of a unit is not one thing ("chef för serviceområdet för bildning").
    leads = head.family in ("lead", "chair", "principal") and " " not in head.sv
    nouns = [
        field.sv_definite if field.is_group or (leads and not field.is_people) else field.sv_noun for field in fields
    ]
    return f"{preposition} {_listed(nouns, 'sv')}"


def _swedish_unit(area: RoleArea) -> str:
    fields, unit = _fields(area), role_units()[area.unit].sv
    has_people = any(field.is_people for field in fields)
    if all(field.sv_stem for field in fields) and not has_people:
        return _compound([field.sv_stem for field in fields], unit, "sv")
    preposition = "inom" if area.unit == "services" and not has_people else "för"
    return f"{unit} {preposition} {_listed([field.sv_noun for field in fields], 'sv')}"


def _english(role: Role, head: RoleHead) -> str:
    title, fields = head.en, _fields(role.own)
    goes_before = "en" in head.compounds or not (head.en_phrase and (role.own.unit or any(f.en_led for f in fields)))
    if fields and goes_before:
        unit = f" {role_units()[role.own.unit].en}" if role.own.unit else ""
        title = f"{_listed([field.en_stem for field in fields], 'en')}{unit} {title}"
    elif fields:
        title = f"{head.en_phrase} {_english_noun(role.own, is_led=head.family in ('lead', 'chair'))}"
    return title if role.wider == NO_AREA else f"{title} for {_english_noun(role.wider, is_led=False)}"


def _english_noun(area: RoleArea, *, is_led: bool) -> str:
    fields = _fields(area)
    if area.unit:
        unit = role_units()[area.unit].en
        article = "" if area.unit == "services" else "the "
        if all(field.is_people for field in fields):
            return f"{article}{unit} for {_listed([field.en_noun for field in fields], 'en')}"
        return f"{article}{_listed([field.en_stem for field in fields], 'en')} {unit}"
    if not is_led or any(field.is_people for field in fields):
        return _listed([field.en_noun for field in fields], "en")
    led = [field.en_led or field.en_noun for field in fields]
    # "culture and leisure services", not "culture services and leisure services".
    return _listed([*(text.removesuffix(" services") for text in led[:-1]), led[-1]], "en")


def _fields(area: RoleArea) -> list[RoleField]:
    return [role_fields()[name] for name in area.fields]


def _modifier(name: str, language: Language) -> str:
    modifier = role_modifiers()[name]
    return {"fi": modifier.fi, "sv": modifier.sv, "en": modifier.en}[language]


def _listed(words: Sequence[str], language: Language) -> str:
    """The words as a list: "a, b and c"."""
    return f" {_AND[language]} ".join((*((", ".join(words[:-1]),) if len(words) > 1 else ()), words[-1]))


def _compound(stems: Sequence[str], last: str, language: Language) -> str:
    """One compound, or several that share their last part: "kulttuuri- ja vapaa-aikajohtaja"."""
    stem = stems[-1]
    if " " in stem and "- " not in stem:
        joined = f"{stem} -{last}"
    elif stem[-1].isupper() or (language == "fi" and stem[-1] == last[0] and last[0] in _VOWELS):
        joined = f"{stem}-{last}"
    else:
        joined = stem + last
    return _listed([*(f"{other.removesuffix('-')}-" for other in stems[:-1]), joined], language)
