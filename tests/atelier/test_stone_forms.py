"""Stones in the many ways that customers type them, change their minds and take them back.

The examples are our own; the readers were developed on them. A row is text, question, known gem, change:
"own" and "buy" say whose a stone is, "no" refuses one, "-" takes one back.
"""

from typing import Any

import pytest

from bot.atelier.inquiry import Inquiry, Stone
from tests.atelier.telling import tell

FORMS = [
    ("a 2 ct. diamond", None, None, "diamond 2"),
    ("one and a half carats, oval", None, None, "? 1.5 oval"),
    ("between 1.5 and 2 carats, sapphire", None, None, "sapphire 1.5"),
    ("2+ carats diamond", None, None, "diamond 2"),
    ("a dimaond", None, None, "diamond"),
    ("emerlad", None, None, "emerald"),
    ("an emarald cut diamond", None, None, "diamond emerald"),
    ("ameythst", None, None, "amethyst"),
    ("rubby", None, None, "ruby"),
    ("cz", None, None, "cubic zirconia"),
    ("ovel diamond", None, None, "diamond oval"),
    ("a 2ct ovel", None, None, "? 2 oval"),
    ("princes cut diamond", None, None, "diamond princess"),
    ("peer shaped diamond", None, None, "diamond pear"),
    ("marquee diamond", None, None, "diamond marquise"),
    ("marquis diamond", None, None, "diamond marquise"),
    ("cushon cut diamond", None, None, "diamond cushion"),
    ("asher cut diamond", None, None, "diamond asscher"),
    ("raidant diamond", None, None, "diamond radiant"),
    ("stones: 1 ruby 2 diamonds, all mine", None, None, "ruby own x1, diamond own x2"),
    ("I have a ruby, you find the diamonds", None, None, "ruby own, diamond buy"),
    ("use the diamonds from my earrings", None, None, "diamond own"),
    ("I'd like to reuse the emerald from my ring", None, None, "emerald own"),
    ("She has a ruby from her mother", None, None, "ruby own"),
    ("neither diamonds nor rubies", None, None, "no diamond, no ruby"),
    ("todo menos perlas", None, None, "no pearl"),
    ("I can't stand pearls", None, None, "no pearl"),
    ("diamonds aren't for me", None, None, "no diamond"),
    ("take the sapphire out", None, "sapphire", "-sapphire"),
    ("leave the sapphire out", None, "sapphire", "-sapphire"),
    ("never mind the sapphire", None, "sapphire", "-sapphire"),
    ("nix the sapphire", None, "sapphire", "-sapphire"),
    ("I no longer want the sapphire", None, "sapphire", "-sapphire"),
    ("exchange the sapphire for an emerald", None, "sapphire", "-sapphire, emerald"),
    ("I changed my mind, a ruby", None, "sapphire", "-sapphire, ruby"),
    ("not sapphire, ruby", None, "sapphire", "no sapphire, ruby"),
    ("sin el zafiro", None, "sapphire", "no sapphire"),
    ("cambia el zafiro por un rubí", None, "sapphire", "-sapphire, ruby"),
    ("I need you to find it", "stones", "ruby", "ruby buy"),
    ("surprise me", "stones", None, "declined"),
    ("paso", "stones", None, "declined"),
    ("is moissanite ok?", "stones", None, "-"),
    ("some stones I inherited", "stones", None, "? own"),
    ("yes, my grandmother's", "stones", None, "? own"),
    ("one of my own", "stones", None, "? own"),
    ("a saphire, cushin cut", None, None, "sapphire cushion"),
    ("there's a sapphire in my old ring I want to reuse", None, None, "sapphire own"),
    ("please don't use pearls", None, None, "no pearl"),
    ("I am allergic to pearls", None, None, "no pearl"),
    ("anything other than a diamond", None, None, "no diamond"),
    ("everything but emeralds", None, None, "no emerald"),
    ("not interested in moissanite", None, None, "no moissanite"),
    ("sapphires yes, diamonds no", None, None, "sapphire, no diamond"),
    ("a one and a half carat diamond", None, None, "diamond 1.5"),
    ("make the ruby a sapphire", None, "ruby", "-ruby, sapphire"),
    ("I'd rather have a spinel than the ruby", None, "ruby", "spinel, -ruby"),
    ("I wouldn't want an opal", "stones", None, "no opal"),
    ("I'd never wear pearls", "stones", None, "no pearl"),
    ("we'd like to stay away from emeralds", "stones", None, "no emerald"),
    ("steer clear of opals please", "stones", None, "no opal"),
    ("minus the diamonds", "stones", None, "no diamond"),
    ("diamond-free", "stones", None, "no diamond"),
    ("el rubí es mío", "stones", None, "ruby own"),
    ("garnet, since rubies cost a fortune", "stones", None, "garnet"),
    ("topaz because opals scratch too easily", "stones", None, "topaz"),
    ("spinel. rubies are way too expensive", "stones", None, "spinel"),
    ("peridot, emeralds look so common", "stones", None, "peridot"),
    ("spinel, it's rarer than a ruby", "stones", None, "spinel"),
    ("garnets are cheaper than rubies so garnets", "stones", None, "garnet"),
    ("an opal as the center, zircons as accents", "stones", None, "opal, zircon"),
    ("topaz, yes definitely topaz", "stones", None, "topaz"),
    ("pearl... no, opal", "stones", None, "-pearl, opal"),
    ("a garnet, scratch that, a round spinel", "stones", None, "-garnet, spinel round"),
    ("el granate de mi bisabuela", "stones", None, "garnet own"),
    ("las perlas de mi tía", "stones", None, "pearl own"),
    ("the garnets of my great aunt", "stones", None, "garnet own"),
    ("the opal that was my uncle's", "stones", None, "opal own"),
    ("two topazes from you guys", "stones", None, "topaz buy x2"),
    ("I bought an opal from you years ago", "stones", None, "opal own"),
    ("I own an opal and would like garnets from you", None, None, "opal own, garnet buy"),
    ("I have an old bracelet with a garnet in it", None, None, "garnet own"),
    ("we inherited two rings, each with a small opal", None, None, "opal own"),
    ("I've got a brooch from my nan with a green stone", None, None, "? own green"),
    ("a ring with an opal, I've got 4,200 for it", None, None, "opal"),
    ("a garnet pendant, all I have is $800", None, None, "garnet"),
    ("aretes con granates para mi prima", None, None, "garnet"),
    ("my nana loved garnets, so a garnet brooch", None, None, "garnet"),
    ("my aunt's favorite stone was topaz", None, None, "topaz"),
    ("my husband's eyes are green, so a peridot", None, None, "peridot green"),
    ("similar to my cousin's opal ring", None, None, "opal"),
    ("my coworker has an opal ring like that", None, None, "opal"),
    ("I have a soft spot for peridots", None, None, "peridot"),
    ("I have tiny fingers, so a small spinel", None, None, "spinel"),
    ("we have two sons, a garnet for each", None, None, "garnet"),
    ("I have my nana's old opal", None, None, "opal own"),
    ("an opal, my grandmother's", None, None, "opal own"),
    ("my puppy Jasper chewed it", None, None, "-"),
    ("my niece Opal loves it", None, None, "-"),
    ("my cousin is called Amber", None, None, "-"),
    ("My sister Jade", None, None, "-"),
    ("my grandmother opal ring", None, None, "opal own"),
    ("the stone is called kunzite", "stones", None, "kunzite"),
    ("our pearl wedding is in May", None, None, "-"),
    ("it's their ruby anniversary", None, None, "-"),
    ("a ruby anniversary ring", None, None, "ruby"),
    ("310 Garnet Avenue", "location", None, "-"),
    ("5 Opal Court", "location", None, "-"),
    ("to match my turquoise dress", None, None, "-"),
    ("is jade a nice color for a wall", None, None, "-"),
]


def write(change: Any) -> str:
    if change.kind == "decline":
        return "declined"
    gem = change.value.get("gem")
    if change.kind == "remove":
        return f"-{gem}"
    if change.value.get("refused"):
        return f"no {gem}"
    owned = {True: "own", False: "buy"}.get(change.value.get("owned"), "")
    carat = f"{float(change.value['carat']):g}" if "carat" in change.value else ""
    count = f"x{change.value['count']}" if "count" in change.value else ""
    traits = (change.value.get("shape", ""), change.value.get("color", ""))
    certified = "cert" if "certificate" in change.value else ""
    return " ".join(filter(None, (gem or "?", owned, carat, *traits, count, certified)))


def told(text: str, asked: str | None, gem: str | None) -> str:
    known = Inquiry(stones=(Stone(gem=gem),)) if gem else Inquiry()
    changes = [change for change in tell(text, asked, known).changes if change.slot == "stones"]
    return ", ".join(map(write, changes)) or "-"


@pytest.mark.parametrize(("text", "asked", "gem", "stones"), FORMS)
def test_stones_are_read_however_they_are_typed(text: str, asked: str | None, gem: Any, stones: str) -> None:
    assert told(text, asked, gem) == stones


ORIGINS = [
    "diamond, lab grown",
    "D color VS1 diamond",
    "natural unheated sapphire",
    "lab created emerald",
    "ruby, heated",
]


@pytest.mark.parametrize("text", ORIGINS)
def test_origin_and_grade_stay_in_the_words_of_a_stone(text: str) -> None:
    (change,) = tell(text).changes
    assert change.value["words"] == text


def test_a_grade_far_from_a_stone_is_not_of_it() -> None:
    (change,) = [
        c for c in tell("a diamond, and the whole thing should look natural").changes if c.slot == "stones"
    ]
    assert change.value["words"] == "diamond"
