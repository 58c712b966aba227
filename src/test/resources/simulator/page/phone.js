"use strict";

const list = document.getElementById("messages");
const none = document.getElementById("none");
const person = document.getElementById("person");
const connection = document.getElementById("connection");
const template = document.getElementById("message");
const kinds = { SMS: "Text message", EMAIL: "E-mail" };
const kept = 100;

let names = new Map();
let messages = [];

const nameOf = id => names.get(id) ?? `user ${id}`;

function ago(sentAt) {
  const seconds = Math.max(0, Math.round((Date.now() - Date.parse(sentAt)) / 1000));
  if (seconds < 10) return "now";
  if (seconds < 60) return `${seconds} s ago`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ago`;
  return `${Math.floor(seconds / 3600)} h ago`;
}

async function copy(button, code) {
  try {
    await navigator.clipboard.writeText(code);
    button.textContent = "Copied";
  } catch {
    // The clipboard is for secure pages alone: the code is selected instead.
    getSelection().selectAllChildren(button.previousElementSibling);
    button.textContent = "Selected";
  }
  setTimeout(() => { button.textContent = "Copy"; }, 2000);
}

function item(message, isNew) {
  const li = template.content.firstElementChild.cloneNode(true);
  li.querySelector(".kind").textContent = kinds[message.kind] ?? message.kind;
  li.querySelector(".to").textContent = `${nameOf(message.user_id)}, ${message.to}`;
  const time = li.querySelector("time");
  time.dateTime = message.sent_at;
  time.textContent = ago(message.sent_at);
  li.querySelector(".text").textContent = message.text;
  li.querySelector(".digits").textContent = message.code;
  const button = li.querySelector("button");
  button.setAttribute("aria-label", `Copy the code ${message.code}`);
  button.addEventListener("click", () => copy(button, message.code));
  li.classList.toggle("new", isNew);
  return li;
}

const isShown = message => person.value === "" || String(message.user_id) === person.value;

function offer(id) {
  if ([...person.options].some(option => option.value === String(id))) return;
  person.add(new Option(nameOf(id), id));
}

function show() {
  list.replaceChildren(...messages.filter(isShown).slice(0, kept).map(message => item(message, false)));
  none.hidden = list.childElementCount > 0;
}

function receive(message) {
  if (messages.some(known => known.id === message.id)) return;
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
  // What came in while this was being read is not lost.
  const since = messages.filter(message => !before.includes(message) && sent.every(known => known.id !== message.id));
  messages = [...since, ...sent];
  names.forEach((name, id) => offer(id));
  messages.forEach(message => offer(message.user_id));
  show();
}

const stream = new EventSource("_sim/stream");
stream.addEventListener("open", async () => {
  await load();
  connection.textContent = "Connected: new messages come in by themselves.";
});
stream.addEventListener("message", event => receive(JSON.parse(event.data)));
stream.addEventListener("refresh", load);
stream.addEventListener("error", () => { connection.textContent = "The simulator isn't there. Trying again …"; });

person.addEventListener("change", show);
setInterval(() => list.querySelectorAll("time").forEach(time => { time.textContent = ago(time.dateTime); }), 5000);
