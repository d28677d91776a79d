"""A customer who writes Spanish is answered in Spanish, and the atelier reads the brief in English."""

from __future__ import annotations

from bot.atelier.readers.language import read_language
from bot.atelier.readers.message import ASKED
from bot.store import Store
from tests.customers import Customer, fetch_briefs

ANSWERS = {
    "project_kind": "Un diseño a medida",
    "inspiration": "Algo limpio y bajo. Me encantan los biseles y no me gustan los halos",
    "stones": "Quisiera un zafiro ovalado azul de unos 2 quilates",
    "timing": "para el 14 de junio de 2027",
    "budget": "unos 12 mil dólares",
    "metal": "Oro amarillo de 18 quilates",
    "ring_size": "No lo sé",
    "name": "Lucía Herrera, San José",
    "email": "lucia@example.com",
    "consultation": "Una consulta virtual",
    "confirm": "Sí, envíelo",
}
SUMMARY = """\
Esto es lo que enviaría al equipo:
Pieza: anillo de compromiso
Proyecto: diseño a la medida
Piedras: zafiro ovalado azul, aprox. 2 ct
Metal: oro amarillo de 18 quilates
Presupuesto: aproximadamente $12,000 USD
Fecha: a más tardar el 14 de junio de 2027
"""


async def test_a_whole_conversation_in_spanish_ends_in_an_english_brief(
    customer: Customer, store: Store
) -> None:
    said = await customer.say("Hola, quiero un anillo de compromiso")
    assert said.startswith("Le damos la bienvenida")
    assert "Anotado: anillo de compromiso." in said
    while (asked := customer.standing["asked"]) != "confirm":
        assert read_language(customer.replies[-1].text) == "es", asked
        if asked == "metal":
            said = await customer.say("¿Aceptan tarjetas de crédito?")
            assert "solo en inglés" in said
            assert "3%" in said
            assert customer.replies[-1].text == "Y el metal, ¿tiene alguna preferencia?"
            assert "solo en inglés" not in await customer.say("¿Tienen garantía?")
            assert customer.standing["asked"] == "metal"
        await customer.say(ANSWERS[asked])
    assert customer.replies[-1].text.startswith(SUMMARY)
    assert "Por definir: medida" in customer.replies[-1].text
    assert customer.replies[-1].text.endswith("¿Puede nuestro equipo leer esta conversación y escribirle "
                                              "sobre esta solicitud?")  # fmt: skip
    send, change = customer.replies[-1].buttons
    assert (send.title, change.title) == ("Sí, enviar", "Cambiar algo")
    assert "¿Qué le gustaría cambiar?" in await customer.say(change.payload)
    assert "Anotado: $15,000 USD." in await customer.say("cambie el presupuesto a 15 mil")
    closing = await customer.say(send.payload)
    assert closing.startswith("Una consulta virtual suele ser parte")
    assert "Your budget" not in closing
    assert customer.standing["status"] == "submitted"

    (brief,) = fetch_briefs(store)
    inquiry, decision = brief.mail.inquiry["inquiry"], brief.mail.inquiry["decision"]
    assert inquiry["language"] == "es"
    assert inquiry["metal"] == "18k yellow gold"
    assert inquiry["consent"]["text"].startswith("¿Puede nuestro equipo")
    assert (decision["tier"], decision["route"]) == (4, "virtual_consultation")
    assert "Language          Spanish" in brief.mail.text
    assert "Oval blue sapphire, about 2 ct" in brief.mail.text


async def test_the_first_message_decides_the_greeting_and_a_later_one_the_language(
    customer: Customer,
) -> None:
    said = await customer.say("I'd like a custom ring")
    assert said.startswith("Welcome to")
    assert read_language(await customer.say("perdón, ¿podemos seguir en español?")) == "es"
    assert read_language(customer.replies[-1].text) == "es"
    await customer.say("sorry, I would rather write English")
    assert read_language(customer.replies[-1].text) == "en"


async def test_notices_and_cautions_are_spanish_too(customer: Customer, store: Store) -> None:
    said = await customer.say(
        "quiero rediseñar el anillo de mi abuela en un dije, tiene un ópalo y está rayado, máximo $3,000"
    )
    assert "no puede hacerse responsable" in said
    assert "comienzan en aproximadamente $4,000 USD" in said
    await customer.answer_questions(
        dict.fromkeys(ASKED, "no sé")
        | {
            "name": "Lucía, Madrid",
            "email": "no",
            "phone": "+34 912 345 678",
            "consent": "Sí",
            "confirm": "Sí",
        }
    )
    (brief,) = fetch_briefs(store)
    inquiry = brief.mail.inquiry["inquiry"]
    assert inquiry["risk_acknowledged"] is True
    assert inquiry["call_consent"]["text"].startswith("¿Puede nuestro equipo llamarle")
    assert "given on" in brief.mail.text
    assert "acknowledged by the customer" in brief.mail.text


async def test_help_is_given_in_spanish(customer: Customer) -> None:
    await customer.say("Necesito unas argollas de matrimonio lisas de platino, 4 mil dólares, sin prisa")
    while customer.standing["asked"] != "ring_size":
        await customer.say("no sé")
    _, help_button = customer.replies[-1].buttons
    assert "diámetro interior" in await customer.say(help_button.payload)
    assert customer.standing["asked"] == "ring_size"


async def test_another_inquiry_goes_on_in_the_customers_language(customer: Customer) -> None:
    await customer.say("solo una argolla lisa de oro, 900 dólares, talla 10, sin prisa, soy Sam de Boston")
    await customer.answer_questions({"email": "sam@example.com", "confirm": "Sí"} | {"name": "Sam, Boston"})
    await customer.say("Gracias")
    assert customer.replies[-1].text == "Con mucho gusto."
    await customer.say("quisiera encargar también un collar")
    assert customer.standing["status"] == "collecting"
    assert read_language(customer.replies[-1].text) == "es"
