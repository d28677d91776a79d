/** The shop page: every element marked data-open begins the conversation. */

import { Chat } from "./chat.js";
import { Panel } from "./panel.js";
import { Visit } from "./visit.js";

const panel = new Panel(document.querySelector("#chat"), document.querySelector(".launcher"));
const chat = new Chat(panel.element, new Visit(document.body.dataset.house));

for (const opener of document.querySelectorAll("[data-open]")) {
  opener.addEventListener("click", () => {
    panel.open(opener);
    chat.begin();
    chat.suggest(opener.dataset.open);
  });
}

if (panel.wasOpen) {
  panel.open();
  chat.begin();
}
