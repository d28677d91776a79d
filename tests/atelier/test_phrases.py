"""The words of each language: the same phrases with the same parts, and names for all that the form knows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from bot.atelier import gemstones, readers
from bot.atelier.inquiry import Budget, Consultation, Inquiry, PieceType, ProjectKind, Size, Stone, Timing
from bot.atelier.readers.message import ASKED
from bot.atelier.writing.dates import write_date, write_timing
from bot.atelier.writing.materials import write_metal, write_stone
from bot.atelier.writing.money import write_budget, write_money
from bot.atelier.writing.phrases import load_phrases, write_gem, write_list
from bot.atelier.writing.sizes import write_size
from bot.atelier.writing.wording import write_cautions, write_summary

LEXICON = YAML(typ="safe").load(
    Path(str(readers.__file__)).with_name("lexicon.yml").read_text(encoding="utf-8")
)
JUNE = date(2027, 6, 14)


def list_phrases(language: Any) -> Iterator[tuple[str, set[str]]]:
    for group, phrases in load_phrases()[language].items():
        if group != "names":
            for key, phrase in phrases.items():
                yield f"{group}.{key}", set(re.findall(r"{(\w+)}", phrase))


def test_every_phrase_stands_in_both_languages() -> None:
    assert dict(list_phrases("en")).keys() == dict(list_phrases("es")).keys()


def test_no_part_of_a_phrase_is_lost_in_the_other_language() -> None:
    english, same = dict(list_phrases("en")), {"budget.range": {"high_figure"}}
    for key, parts in list_phrases("es"):
        missing = english[key] - parts - same.get(key, set())
        assert not missing, f"{key} lacks {missing}"


@pytest.mark.parametrize(
    ("kind", "keys"),
    [
        ("cut", LEXICON["cut"]),
        ("color", LEXICON["color"]),
        ("metal", LEXICON["metal"]),
        ("piece", [piece.value for piece in PieceType]),
        ("project", [kind.value for kind in ProjectKind]),
        ("slot", ASKED),
        ("label", load_phrases()["en"]["names"]["label"]),
        ("mode", ["virtual", "in_person", "email"]),
        ("start", ["stone_first", "design_first"]),
    ],
)
def test_everything_that_the_form_knows_has_a_spanish_name(kind: str, keys: Any) -> None:
    assert set(keys) - load_phrases()["es"]["names"][kind].keys() == set()


def test_every_gem_has_a_spanish_name() -> None:
    named = load_phrases()["es"]["names"]["gem"]
    for gem in gemstones.GEMSTONES:
        assert gem.spanish or gem.species in named, gem.species
    assert write_gem("es", "pearl") == "perla"
    assert write_gem("es", "jade") == "jade"
    assert write_gem("es", "unheard of") == "unheard of"


@pytest.mark.parametrize(
    ("stone", "written"),
    [
        (
            {"gem": "sapphire", "shape": "oval", "color": "blue", "carat": 2, "owned": False},
            "zafiro ovalado azul, aprox. 2 ct, por conseguir",
        ),
        ({"gem": "emerald", "shape": "oval", "owned": True}, "esmeralda ovalada, de su propiedad"),
        ({"gem": "diamond", "shape": "emerald", "certificate": "GIA"},
         "diamante talla esmeralda, certificado GIA"),
        ({"gem": "pearl", "color": "white", "count": 3, "carat": 1},
         "3 × perla blanca, aprox. 1 ct cada pieza"),
        ({"color": "red"}, "piedra roja, tipo de piedra por confirmar"),
        ({"gem": "opal", "refused": True}, "sin ópalo"),
    ],
)  # fmt: skip
def test_a_stone_in_spanish(stone: dict[str, Any], written: str) -> None:
    assert write_stone(Stone(**stone), "es") == written


@pytest.mark.parametrize(
    ("metal", "written"),
    [
        ("platinum", "platino"),
        ("18k yellow gold", "oro amarillo de 18 quilates"),
        ("platinum or 14k white gold", "platino u oro blanco de 14 quilates"),
        ("white gold or platinum", "oro blanco o platino"),
        ("yellow gold and platinum", "oro amarillo y platino"),
        ("rhodium", "rhodium"),
    ],
)
def test_a_metal_in_spanish(metal: str, written: str) -> None:
    assert write_metal(metal, "es") == written
    assert write_metal(metal) == metal


@pytest.mark.parametrize(
    ("budget", "written"),
    [
        ({"min": 12000, "max": 12000, "words": "unos 12 mil"}, "aproximadamente $12,000 USD"),
        ({"min": 12000, "max": 15000}, "entre $12,000 USD y $15,000 USD"),
        ({"max": 9000}, "hasta $9,000 USD"),
        ({"min": 30000, "unlimited": True}, "$30,000 USD o más, sin tope indicado"),
        ({"min": 150000, "max": 150000, "currency": "MXN"}, "MXN 150,000"),
        ({"max": 8000, "scope": "set"}, "hasta $8,000 USD por el conjunto"),
    ],
)
def test_a_budget_in_spanish_names_the_currency_of_its_dollars(budget: dict[str, Any], written: str) -> None:
    assert write_budget(Budget(**budget), "es") == written


def test_money_and_days_in_spanish() -> None:
    assert write_money(Decimal("12000"), "EUR", "es") == "€12,000"
    assert write_date(JUNE, "es") == "14 de junio de 2027"


@pytest.mark.parametrize(
    ("timing", "written"),
    [
        ({"by": JUNE, "occasion": "wedding"}, "a más tardar el 14 de junio de 2027, para la boda"),
        ({"from": JUNE}, "a partir del 14 de junio de 2027"),
        ({"from": JUNE, "by": JUNE}, "el 14 de junio de 2027"),
        ({"from": date(2027, 6, 1), "by": date(2027, 6, 30)}, "en junio de 2027"),
        ({"from": date(2027, 6, 3), "by": JUNE}, "del 3 al 14 de junio de 2027"),
        ({"from": date(2027, 6, 20), "by": date(2027, 7, 5)}, "del 20 de junio al 5 de julio de 2027"),
        ({"weeks": 6}, "en aproximadamente 6 semanas"),
        ({"flexible": False, "words": "urgente"}, "lo antes posible"),
        ({"occasion": "anniversary"}, "para el aniversario"),
    ],
)
def test_a_time_in_spanish(timing: dict[str, Any], written: str) -> None:
    assert write_timing(Timing(**timing), "es") == written


def test_a_size_in_spanish() -> None:
    assert write_size(Size(system="EU", value="54", us_equivalent="6.75"), "es") == "EU 54 (aprox. US 6¾)"
    assert write_size(Size(system="inches", value="7"), "es") == "7 pulgadas"


@pytest.mark.parametrize(
    ("parts", "written"),
    [
        ([], ""),
        (["a"], "a"),
        (["metal", "nombre"], "metal y nombre"),
        (["metal", "inspiración"], "metal e inspiración"),
        (["a", "b", "c"], "a, b y c"),
    ],
)
def test_a_list_in_spanish(parts: list[str], written: str) -> None:
    assert write_list(parts, "es") == written


def test_the_summary_in_spanish_keeps_the_customers_own_words() -> None:
    inquiry = Inquiry(
        piece_type=PieceType.WEDDING_BAND,
        more_pieces=(PieceType.EARRINGS,),
        wearer="men",
        plain=True,
        project_kind=ProjectKind.WEBSITE_PIECE,
        changed=True,
        inspiration="like a river pebble",
        consultation=Consultation(mode="in_person", times="los viernes"),
        declined=("ring_size", "inspiration"),
    )
    assert write_summary(inquiry, "es") == [
        ("Pieza", "argolla de matrimonio para hombre sin adornos y aretes"),
        ("Proyecto", "pieza del sitio web, con cambios"),
        ("Inspiración", "like a river pebble"),
        ("Consulta", "en persona, los viernes"),
        ("Por definir", "medida e inspiración"),
    ]


def test_what_the_last_yes_means_is_said_where_it_applies() -> None:
    reachable = Inquiry(email="ana@example.com")
    assert write_cautions(reachable, "es", told_of_risk=False) == []
    (risk,) = write_cautions(reachable, "es", told_of_risk=True)
    assert "nota sobre sus propias piedras" in risk
    (unreachable,) = write_cautions(Inquiry(), "en", told_of_risk=False)
    assert "cannot write back" in unreachable
