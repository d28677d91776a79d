"""A visitor's pictures: taken by what they show, shown to their visitor alone, and never as a page."""

from __future__ import annotations

import io
import uuid
from typing import Any

import pytest
from aiohttp.test_utils import TestClient
from PIL import Image

from tests.fakes import EchoDesk
from tests.pictures.cameras import take_picture
from tests.web.test_visits import HOUSE, Visitor, begin

PHOTO = take_picture(size=(64, 48))


async def upload(visitor: Visitor, content: bytes, **headers: str) -> tuple[int, dict[str, Any]]:
    answer = await visitor.client.post(
        f"/chat/pictures?house={HOUSE}", data=content, headers={**visitor.headers, **headers}
    )
    return answer.status, await answer.json()


async def send(visitor: Visitor, *pictures: dict[str, Any], text: str = "") -> tuple[int, dict[str, Any]]:
    message = {"id": str(uuid.uuid4()), "text": text, "house": HOUSE, "pictures": list(pictures)}
    answer = await visitor.client.post("/chat/messages", json=message, headers=visitor.headers)
    return answer.status, await answer.json()


async def test_a_picture_is_taken_sent_with_a_note_and_shown_again(client: TestClient) -> None:
    anna = await begin(client)
    status, picture = await upload(anna, PHOTO)
    assert (status, picture["width"], picture["height"]) == (201, 64, 48)

    status, told = await send(anna, {"id": picture["id"], "note": "the halo, not the band"})

    assert status == 200
    shown = {"id": picture["id"], "note": "the halo, not the band", "state": "kept"}
    assert told["messages"][0]["pictures"] == [shown]
    assert (await anna.read())["messages"][0]["pictures"] == [shown]


@pytest.mark.parametrize("size", ["", "/thumbnail"])
async def test_a_picture_is_served_as_a_plain_jpeg_that_no_browser_takes_for_a_page(
    client: TestClient, size: str
) -> None:
    anna = await begin(client)
    _, picture = await upload(anna, PHOTO, **{"Content-Type": "text/html", "X-File-Name": "x.html"})

    answer = await client.get(f"/chat/pictures/{picture['id']}{size}?house={HOUSE}", headers=anna.headers)

    assert answer.status == 200
    assert answer.content_type == "image/jpeg"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"].startswith("sandbox")
    assert "Authorization" in answer.headers["Vary"]
    assert Image.open(io.BytesIO(await answer.read())).size == (64, 48)


@pytest.mark.parametrize(
    ("content", "status"),
    [
        (b"", 415),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", 415),
        (b"%PDF-1.7", 415),
        (PHOTO[:-300], 422),
    ],
    ids=["nothing", "svg", "pdf", "half a picture"],
)
async def test_what_is_no_picture_is_refused_with_what_to_send_instead(
    client: TestClient, content: bytes, status: int
) -> None:
    anna = await begin(client)

    refused, told = await upload(anna, content, **{"Content-Type": "image/jpeg"})

    assert refused == status
    assert told["remedy"].startswith("Send ")


async def test_a_picture_that_is_too_large_is_refused(client: TestClient) -> None:
    anna = await begin(client)

    status, told = await upload(anna, b"\xff" * (10 * 1024 * 1024 + 1))

    assert status == 413
    assert "10 MB" in told["error"]


async def test_nobody_sees_sends_or_drops_another_visitors_picture(client: TestClient) -> None:
    anna, berta = await begin(client), await begin(client)
    _, picture = await upload(anna, PHOTO)
    await berta.say("Hello")
    address = f"/chat/pictures/{picture['id']}"

    for method, path in (("GET", address), ("GET", f"{address}/thumbnail"), ("DELETE", address)):
        answer = await client.request(method, f"{path}?house={HOUSE}", headers=berta.headers)
        assert answer.status == 404
        without = await client.request(method, f"{path}?house={HOUSE}")
        assert without.status == 401
    assert (await send(berta, {"id": picture["id"]}))[0] == 409
    assert (await send(anna, {"id": picture["id"]}))[0] == 200


async def test_a_picture_can_be_taken_back_until_it_is_sent(client: TestClient) -> None:
    anna = await begin(client)
    _, first = await upload(anna, PHOTO)
    _, second = await upload(anna, PHOTO)
    await send(anna, {"id": second["id"]})

    async def drop(picture: dict[str, Any]) -> int:
        address = f"/chat/pictures/{picture['id']}?house={HOUSE}"
        return (await client.delete(address, headers=anna.headers)).status

    assert [await drop(first), await drop(first), await drop(second)] == [204, 404, 409]


async def test_ten_pictures_wait_and_the_eleventh_is_refused(client: TestClient) -> None:
    anna = await begin(client)
    statuses = [(await upload(anna, PHOTO))[0] for _ in range(11)]

    assert statuses == [201] * 10 + [409]


@pytest.mark.parametrize(
    "pictures",
    ["x", {"id": "1"}, [1], ["x"], [{}], [{"id": 1}], [{"id": "x"}], [{"id": str(uuid.uuid4()), "note": 1}],
     [{"id": str(uuid.uuid4())}] * 11],
)  # fmt: skip
async def test_a_malformed_list_of_pictures_is_explained(
    client: TestClient, desk: EchoDesk, pictures: object
) -> None:
    anna = await begin(client)
    message = {"id": str(uuid.uuid4()), "text": "hi", "house": HOUSE, "pictures": pictures}

    answer = await client.post("/chat/messages", json=message, headers=anna.headers)

    assert answer.status == 400
    assert set(await answer.json()) == {"error", "where", "remedy"}
    assert desk.taken == []


async def test_while_nothing_can_be_kept_a_picture_is_asked_for_again(
    client: TestClient, desk: EchoDesk
) -> None:
    anna = await begin(client)
    desk.available = False

    assert (await upload(anna, PHOTO))[0] == 503
