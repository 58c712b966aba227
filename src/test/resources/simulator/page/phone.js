import { refreshApps, showApps } from "./apps.js";
import { ago, copy } from "./parts.js";

const list = document.getElementById("messages");
const none = document.getElementById("none");
const user = document.getElementById("user");
const connection = document.getElementById("connection");
const template = document.getElementById("message");
const kinds = {
  code: { SMS: "Text message", EMAIL: "E-mail" },
  answer: { PROTECT: "OneLogin Protect: request" },
  link: { EMAIL_LINK: "E-mail with a link" },
  phone_code: { VOICE: "Call", PROTECT: "OneLogin Protect: set-up" },
};
const states = {
  code: { accepted: "The code was used.", expired: "The code has expired." },
  answer: { accepted: "Approved.", rejected: "Denied.", expired: "Too late: the request has expired." },
  link: { accepted: "The link was opened.", expired: "The link has expired." },
  phone_code: { accepted: "Done: the code was right.", rejected: "Ended: the user hung up, or the code was wrong.", expired: "Too late: the request has expired." },
};
const kept = 100;

let names = new Map();
let messages = [];

const nameOf = id => names.get(id) ?? `user ${id}`;

async function answer(message, body, li) {
  const response = await fetch(`_sim/messages/${message.id}/answer`, { method: "POST", body: JSON.stringify(body) });
  if (!response.ok) li.querySelector(".state").textContent = (await response.json()).error;
}

function submit(event, message, li) {
  event.preventDefault();
  const chosen = event.submitter.value;
  const code = event.target.elements.code?.value;
  // The answer hides the buttons, so the keyboard focus moves to the message.
  li.focus();
  answer(message, chosen === "code" ? { answer: chosen, code } : { answer: chosen }, li);
}

/** Removes a part that the message doesn't have. */
function keep(li, selector, wanted) {
  const part = li.querySelector(selector);
  if (!wanted) part.remove();
  return wanted ? part : null;
}

function item(message, isNew) {
  const li = template.content.firstElementChild.cloneNode(true);
  li.dataset.id = message.id;
  li.querySelector(".kind").textContent = kinds[message.waits_for]?.[message.kind] ?? message.kind;
  li.querySelector(".to").textContent = `${nameOf(message.user_id)}, ${message.to}`;
  const time = li.querySelector("time");
  time.dateTime = message.sent_at;
  time.textContent = ago(message.sent_at);
  li.querySelector(".text").textContent = message.text;
  const code = keep(li, ".code", message.code);
  if (code) {
    code.querySelector(".digits").textContent = message.code;
    const button = code.querySelector("button");
    button.setAttribute("aria-label", `Copy the code ${message.code}`);
    button.addEventListener("click", () => copy(button, message.code));
  }
  const link = keep(li, ".link", message.waits_for === "link");
  if (link) link.querySelector("a").href = message.link;
  keep(li, ".push", message.waits_for === "answer");
  const typing = keep(li, ".typing", message.waits_for === "phone_code");
  if (typing) typing.querySelector(".no").textContent = message.kind === "VOICE" ? "Hang up" : "Cancel";
  li.querySelectorAll("form").forEach(form => form.addEventListener("submit", event => submit(event, message, li)));
  li.classList.toggle("new", isNew);
  return update(li, message);
}

function update(li, message) {
  const over = message.state !== "open";
  li.classList.toggle("over", over);
  li.querySelectorAll("form, .link").forEach(part => { part.hidden = over; });
  li.querySelector(".state").textContent = over ? states[message.waits_for][message.state] : "";
  return li;
}

const isShown = message => user.value === "" || String(message.user_id) === user.value;

function offer(id) {
  if ([...user.options].some(option => option.value === String(id))) return;
  user.add(new Option(nameOf(id), id));
}

function show() {
  list.replaceChildren(...messages.filter(isShown).slice(0, kept).map(message => item(message, false)));
  none.hidden = list.childElementCount > 0;
  showApps(user.value, nameOf);
}

function receive(message) {
  const known = messages.findIndex(other => other.id === message.id);
  if (known >= 0) {
    messages[known] = message;
    const li = list.querySelector(`[data-id="${message.id}"]`);
    if (li) update(li, message);
    return;
  }
  messages.unshift(message);
  offer(message.user_id);
  if (!isShown(message)) return;
  list.prepend(item(message, true));
  while (list.childElementCount > kept) list.lastElementChild.remove();
  none.hidden = true;
}

async function load() {
  const before = messages;
  const [users, sent] = await Promise.all(["_sim/users", "_sim/messages"].map(async path => (await fetch(path)).json()));
  names = new Map(users.map(user => [user.id, user.username ?? user.email]));
  // Messages that arrived during the requests are kept.
  const since = messages.filter(message => !before.includes(message) && sent.every(known => known.id !== message.id));
  messages = [...since, ...sent];
  names.forEach((name, id) => offer(id));
  messages.forEach(message => offer(message.user_id));
  show();
  await refreshApps();
}

const stream = new EventSource("_sim/stream");
stream.addEventListener("open", async () => {
  await load();
  connection.textContent = "Connected. New messages appear automatically.";
});
stream.addEventListener("message", event => receive(JSON.parse(event.data)));
stream.addEventListener("apps", refreshApps);
stream.addEventListener("refresh", load);
stream.addEventListener("error", () => { connection.textContent = "No connection to the simulator. Retrying …"; });

user.addEventListener("change", show);
setInterval(() => list.querySelectorAll("time").forEach(time => { time.textContent = ago(time.dateTime); }), 5000);
