"""Pieces and projects as customers name them. The examples are our own."""

from typing import Any

import pytest

from bot.atelier.inquiry import PieceType, ProjectKind
from bot.atelier.readers.pieces import read_pieces
from bot.atelier.readers.projects import read_project
from tests.atelier.telling import line

PIECES: list[tuple[str, str | None, list[str]]] = [
    ("a ring", "ring", []),
    ("an engagement ring for my girlfriend", "engagement_ring", []),
    ("engagment ring", "engagement_ring", []),
    ("wedding ring", "wedding_band", []),
    ("eternity band with diamonds", "wedding_band", []),
    ("signet ring", "ring", []),
    ("studs", "earrings", []),
    ("a pair of hoops", "earrings", []),
    ("tennis bracelet", "bracelet", []),
    ("a pendant necklace", "pendant", []),
    ("cufflinks", "other", []),
    ("un collar", "necklace", []),
    ("anillo de compromiso", "engagement_ring", []),
    ("engagement ring and matching band", "engagement_ring", ["wedding_band"]),
    ("ring and earrings", "ring", ["earrings"]),
    ("a matching set, necklace and bracelet", "necklace", ["bracelet"]),
    ("an engagement ring, the ring should be thin", "engagement_ring", []),
    ("a necklace with an aquamarine pendant", "necklace", []),
    ("turn my grandmother's ring into a pendant", "pendant", []),
    ("a brooch of my mother that I want made into earrings", "earrings", []),
    ("a diamond from my old ring for a new pendant", "pendant", []),
    ("diamonds from my mother's ring", None, []),
    ("a wedding band to match my engagement ring", "wedding_band", []),
    ("not a ring, a necklace", "necklace", []),
    ("a ring with a thin band", "ring", []),
    ("my ring size is 7", None, []),
    ("reset my grandmother's ring", "ring", []),
    ("have my late father's signet ring redesigned as a pendant", "pendant", []),
    ("sapphires from my nana's bracelet", None, []),
    ("scrap the bracelet, make it a brooch", "brooch", []),
    ("never mind the ring, I'd love a pendant", "pendant", []),
    ("I no longer want earrings but a bracelet", "bracelet", []),
    ("a garnet, now in a brooch, for a ring", "ring", []),
    ("I have my aunt's opal brooch and want to wear it as a pendant", "pendant", []),
    ("the opals of my great aunt's broken bracelet, to make studs", "earrings", []),
    ("my sister bought her bracelet there, I'm after a brooch", "brooch", []),
    ("I still have the ring, now I need it for earrings or maybe a brooch", "earrings", ["brooch"]),
    ("engagement ring, pear diamond, rose gold band", "engagement_ring", []),
    ("platinum band, round ruby, engagement ring", "engagement_ring", []),
    ("an engagement ring and a plain gold band", "engagement_ring", ["wedding_band"]),
    ("an engagement ring and a thin gold band for him", "engagement_ring", ["wedding_band"]),
    ("a hammered platinum band", "wedding_band", []),
    ("we get engaged in May, a ring with an opal", "engagement_ring", []),
    ("send me a proposal for a cocktail ring", "ring", []),
    ("she wears little silver hoops, I'd love a bracelet", "bracelet", []),
    ("I'd like a wedding ring size 9, platinum", "wedding_band", []),
    ("what ring size 8 means", None, []),
    ("I already have a pair of garnet studs, I want a bracelet", "bracelet", []),
    ("the loop where the chain goes is broken", None, []),
    ("hello", None, []),
]


@pytest.mark.parametrize(("text", "piece", "more"), PIECES)
def test_the_piece_that_is_to_be_made_is_read(text: str, piece: str | None, more: list[str]) -> None:
    slots = read_pieces(line(text), asked=False)
    assert (slots.get("piece_type"), slots.get("more_pieces", [])) == (piece, more)


TRAITS: list[tuple[str, dict[str, Any]]] = [
    ("wedding band", {"piece_type": "wedding_band", "is_band": True}),
    ("a plain wedding band", {"piece_type": "wedding_band", "is_band": True, "plain": True}),
    ("a band without stones", {"piece_type": "wedding_band", "is_band": True, "plain": True}),
    ("signet ring for my husband", {"piece_type": "ring", "is_band": False, "wearer": "men"}),
    ("for my wife", {"wearer": "women"}),
    ("his and hers wedding bands", {"piece_type": "wedding_band", "is_band": True}),
    ("something else", {}),
    ("para el 15 de junio", {}),
    ("para ella", {"wearer": "women"}),
]


@pytest.mark.parametrize(("text", "slots"), TRAITS)
def test_band_plainness_and_wearer_are_read(text: str, slots: dict[str, Any]) -> None:
    assert read_pieces(line(text), asked=False) == slots


def test_something_else_is_a_piece_once_it_was_asked_for() -> None:
    assert read_pieces(line("something else"), asked=True) == {"piece_type": "other"}


KNOWN: list[tuple[str, dict[str, Any]]] = [
    ("the ring should be delicate", {}),
    ("can you also add a matching band?", {"more_pieces": ["wedding_band"]}),
    ("also the ring", {}),
    ("actually a pendant instead", {"piece_type": "pendant", "is_band": False}),
    ("I'd like a bracelet", {"piece_type": "bracelet", "is_band": False}),
    ("my engagement ring", {"piece_type": "engagement_ring", "is_band": False}),
    ("I saw the necklace", {}),
    ("a halo and a knife-edge band", {}),
    ("a thin platinum band please", {}),
    ("and a gold band for him", {"more_pieces": ["wedding_band"]}),
    ("also a second engagement ring for my twin", {"more_pieces": ["engagement_ring"]}),
    ("forget the ring, I want a brooch", {"piece_type": "brooch", "is_band": False}),
]


@pytest.mark.parametrize(("text", "slots"), KNOWN)
def test_a_known_piece_changes_only_where_another_is_wanted(text: str, slots: dict[str, Any]) -> None:
    assert read_pieces(line(text), asked=False, known=PieceType.ENGAGEMENT_RING) == slots


@pytest.mark.parametrize(
    ("known", "text", "piece"),
    [
        ("pendant", "on a 20 inch chain", None),
        ("pendant", "a necklace about 18 inches long", None),
        ("necklace", "with a little pendant", None),
        ("pendant", "actually a choker instead", "necklace"),
    ],
)
def test_a_chain_belongs_to_the_pendant_on_it(known: str, text: str, piece: str | None) -> None:
    assert read_pieces(line(text), False, PieceType(known)).get("piece_type") == piece


@pytest.mark.parametrize(
    ("known", "text", "plain"),
    [
        (None, "simple wedding band", True),
        ("wedding_band", "minimal please", True),
        (None, "simple earrings", None),
        ("engagement_ring", "simple, a solitaire", None),
        ("engagement_ring", "a plain band with a diamond", None),
        ("ring", "minimalist", None),
        (None, "something plain", True),
        (None, "an unadorned bangle", True),
        ("engagement_ring", "no gemstones at all", True),
    ],
)
def test_simple_is_a_taste_for_all_but_bands(known: str | None, text: str, plain: bool | None) -> None:
    assert read_pieces(line(text), False, PieceType(known) if known else None).get("plain") == plain


PROJECTS: list[tuple[str, dict[str, Any]]] = [
    ("something custom", {"project_kind": "custom"}),
    ("a bespoke pendant", {"project_kind": "custom"}),
    ("one-of-a-kind", {"project_kind": "one_of_a_kind"}),
    ("from scratch, one of a kind", {"project_kind": "one_of_a_kind"}),
    ("reset my grandmother's opal", {"project_kind": "revive", "revive": True}),
    ("I'd like to remake my mother's ring", {"project_kind": "revive", "revive": True}),
    ("turn it into earrings", {"project_kind": "revive", "revive": True}),
    ("make my old ring into a pendant", {"project_kind": "revive", "revive": True}),
    ("the clasp is broken, can you repair it", {"project_kind": "repair"}),
    ("restore an old brooch", {"project_kind": "repair"}),
    ("need my ring resized", {"project_kind": "resize"}),
    ("the Luna ring on your site", {"project_kind": "website_piece"}),
    ("the Luna ring on your site but with a ruby", {"project_kind": "website_piece", "changed": True}),
    ("the Cattina ring, made in rose gold", {"project_kind": "website_piece", "changed": True}),
    ("inspired by a ring on your website", {}),
    ("custom, based on a ring from your collection", {"project_kind": "custom"}),
    ("I don't need it resized", {}),
    ("I want to find the stone first", {"starting_point": "stone_first"}),
    ("let's start with the design", {"starting_point": "design_first"}),
    ("hello", {}),
]


@pytest.mark.parametrize(("text", "slots"), PROJECTS)
def test_the_kind_of_project_is_read(text: str, slots: dict[str, Any]) -> None:
    assert read_project(line(text), asked=False) == slots


@pytest.mark.parametrize(
    ("text", "changed"),
    [
        ("only with the center stone replaced", True),
        ("in white gold instead, please", True),
        ("that ring with a garnet", True),
        ("with another stone", True),
        ("no changes, as shown", None),
        ("in March instead", None),
        ("yellow gold", None),
    ],
)
def test_a_chosen_website_piece_may_be_changed_later(text: str, changed: bool | None) -> None:
    assert read_project(line(text), False, ProjectKind.WEBSITE_PIECE).get("changed") is changed


def test_online_means_a_website_piece_once_the_kind_was_asked_for() -> None:
    assert read_project(line("one I saw online"), asked=True) == {"project_kind": "website_piece"}
    assert read_project(line("based on a piece from your site"), asked=True) == {
        "project_kind": "website_piece"
    }
    changed = {"project_kind": "website_piece", "changed": True}
    assert read_project(line("a modification of one of your designs"), asked=True) == changed
    assert read_project(line("something unique"), asked=True) == {"project_kind": "one_of_a_kind"}
    assert read_project(line("a new piece"), asked=True) == {"project_kind": "custom"}
    assert read_project(line("hm"), asked=True) == {}
    assert read_project(line("an existing design"), asked=True) == {"project_kind": "website_piece"}


@pytest.mark.parametrize(
    ("text", "slots"),
    [
        (
            "women's curved band to match my engagement ring plus a plain band for him",
            {"piece_type": "wedding_band", "more_pieces": ["wedding_band"], "is_band": True},
        ),
        (
            "turn my grandmother's ring into earrings and a bracelet",
            {"piece_type": "earrings", "more_pieces": ["bracelet"], "is_band": False},
        ),
        (
            "turn my nana's ring into earrings, then polish my necklace",
            {"piece_type": "earrings", "is_band": False},
        ),
        ("custom mens band", {"piece_type": "wedding_band", "is_band": True, "wearer": "men"}),
        ("custom mens ring band", {"piece_type": "wedding_band", "is_band": True, "wearer": "men"}),
        (
            "a plain ring and a plain band",
            {"piece_type": "ring", "more_pieces": ["wedding_band"], "is_band": False, "plain": True},
        ),
        ("one for me, one for him", {}),
        ("custom ring with no stones", {"piece_type": "ring", "is_band": False, "plain": True}),
        ("a ring, but I have no stones of my own", {"piece_type": "ring", "is_band": False}),
    ],
)
def test_pieces_of_a_set_are_told_apart(text: str, slots: dict[str, Any]) -> None:
    assert read_pieces(line(text), asked=False) == slots


def test_a_website_piece_that_is_to_be_resized_or_repaired_stays_so() -> None:
    for kind in (ProjectKind.RESIZE, ProjectKind.REPAIR):
        assert read_project(line("it's a Cattina ring"), asked=False, known=kind) == {}
    assert read_project(line("the ring from your website, resized"), asked=False) == {
        "project_kind": "resize"
    }
