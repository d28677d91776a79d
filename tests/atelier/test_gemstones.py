from collections import Counter
from decimal import Decimal

import pytest

from bot.atelier import gemstones
from bot.atelier.gemstones import GEMSTONES, find_gemstone


@pytest.mark.parametrize(
    ("name", "species"),
    [
        ("emerald", "emerald"),
        ("Emeralds", "emerald"),
        ("rubies", "ruby"),
        ("topazes", "topaz"),
        ("saphire", "sapphire"),
        ("lapiz lazuli", "lapis lazuli"),
        ("lapis", "lapis lazuli"),
        ("Ópalo", "opal"),
        ("opalo", "opal"),
        ("ESMERALDA", "emerald"),
        ("amatista", "amethyst"),
        ("lab-grown diamond", "diamond"),
        ("Tiger’s Eye", "tiger's eye"),
        ("  black   opal ", "opal"),
        ("onyx", "onyx"),
        ("peridots", "peridot"),
    ],
)
def test_a_gem_is_found_by_any_of_its_names(name: str, species: str) -> None:
    gem = find_gemstone(name)
    assert gem is not None
    assert gem.species == species


@pytest.mark.parametrize("name", ["kryptonite", "", "s", "gold", "ring"])
def test_what_is_no_gem_is_not_found(name: str) -> None:
    assert find_gemstone(name) is None


def test_no_name_belongs_to_two_gems() -> None:
    names = Counter(name.casefold() for gem in GEMSTONES for name in gem.names)
    assert [name for name, count in names.items() if count > 1] == []


def test_every_name_finds_its_own_gem() -> None:
    lost = [(name, gem.species) for gem in GEMSTONES for name in gem.names if find_gemstone(name) is not gem]
    assert lost == []


def test_every_hardness_is_a_range_on_the_mohs_scale() -> None:
    assert len(GEMSTONES) >= 60
    assert all(1 <= gem.hardness[0] <= gem.hardness[1] <= 10 for gem in GEMSTONES)


def test_hardness_is_exact() -> None:
    assert {gem.species: gem.hardness for gem in GEMSTONES}["moissanite"] == (Decimal("9.25"), Decimal("9.5"))


def test_the_module_has_no_other_lazy_names() -> None:
    with pytest.raises(AttributeError, match="PEBBLES"):
        gemstones.PEBBLES  # noqa: B018
