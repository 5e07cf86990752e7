// SPDX-License-Identifier: GPL-3.0-or-later
// Shows /openapi.json and /asyncapi.json, and sends requests to the backend that serves this page.
import { element, exampleOf, schemaTable, typeOf } from "/docs/schema.js";

const byId = (id) => document.getElementById(id);

function headers() {
    // Kept by the page alone: nothing is stored.
    const token = byId("token").value;
    return token ? { Authorization: `Bearer ${token}` } : {};
}

async function load(path) {
    const answer = await fetch(path, { headers: headers() });
    if (!answer.ok) {
        throw new Error(`${path}: ${answer.status} ${(await answer.json()).detail}`);
    }
    return answer.json();
}

function inputFor(parameter) {
    const schema = parameter.schema;
    const words = schema.type === "boolean" ? ["true", "false"] : schema.enum;
    if (!words) {
        return element("input", { name: parameter.name, placeholder: String(schema.default ?? "") });
    }
    const choice = element("select", { name: parameter.name }, element("option", { value: "" }));
    words.forEach((word) => choice.append(element("option", { value: word, textContent: word })));
    return choice;
}

function parameterTable(parameters) {
    const rows = parameters.map((parameter) => {
        const input = inputFor(parameter);
        input.dataset.place = parameter.in;
        input.setAttribute("aria-label", parameter.name);
        return element("tr", {},
            element("td", {}, element("code", { textContent: parameter.name })),
            element("td", {}, input),
            element("td", {}, typeOf(parameter.schema)),
            element("td", { className: "muted", textContent: parameter.description ?? "" }));
    });
    return element("table", {}, element("tbody", {}, ...rows));
}

function urlOf(path, form) {
    let url = path;
    const query = new URLSearchParams();
    for (const input of form.querySelectorAll("[data-place]")) {
        if (input.dataset.place === "path") {
            url = url.replace(`{${input.name}}`, encodeURIComponent(input.value));
        } else if (input.value !== "") {
            query.set(input.name, input.value);
        }
    }
    return query.size ? `${url}?${query}` : url;
}

async function bodyText(answer) {
    const type = answer.headers.get("Content-Type") ?? "";
    if (type.startsWith("image/")) {
        return `${(await answer.blob()).size} bytes of ${type}`;
    }
    const text = await answer.text();
    try {
        return JSON.stringify(JSON.parse(text), null, 2);
    } catch {
        return text;
    }
}

/// The same request for a shell. The token itself is not repeated.
function curlOf(method, url, body) {
    const quoted = (text) => `'${text.replaceAll("'", "'\\''")}'`;
    const parts = ["curl", "-s"];
    if (method !== "GET") {
        parts.push("-X", method);
    }
    if (byId("token").value) {
        parts.push("-H", '"Authorization: Bearer $SIGNALBOX_TOKEN"');
    }
    if (body) {
        parts.push("-H", "'Content-Type: application/json'", "-d", quoted(body));
    }
    return [...parts, quoted(location.origin + url)].join(" ");
}

async function send(method, path, form, shown) {
    const body = form.querySelector("textarea")?.value;
    const url = urlOf(path, form);
    shown.hidden = false;
    shown.replaceChildren(element("p", { className: "muted", textContent: `${method} ${url} …` }));
    try {
        const begun = performance.now();
        const answer = await fetch(url, {
            method,
            headers: { ...headers(), ...(body ? { "Content-Type": "application/json" } : {}) },
            body: body || undefined,
        });
        const text = await bodyText(answer);
        const took = Math.round(performance.now() - begun);
        const status = element("strong", { className: answer.ok ? "good" : "bad",
            textContent: `${answer.status} ${answer.statusText}` });
        shown.replaceChildren(
            element("p", {}, `${method} ${url} → `, status, ` in ${took} ms`),
            element("pre", { textContent: text }),
            element("pre", { className: "curl", textContent: curlOf(method, url, body) }));
    } catch (error) {
        shown.replaceChildren(element("p", { className: "bad", textContent: `No answer: ${error.message}` }));
    }
}

function tryIt(method, path, operation, components) {
    const shown = element("div", { className: "answer", hidden: true, role: "status" });
    const form = element("form", {});
    if (operation.parameters) {
        form.append(element("h3", { textContent: "Parameters" }), parameterTable(operation.parameters));
    }
    const schema = operation.requestBody?.content["application/json"].schema;
    if (schema) {
        form.append(element("h3", { textContent: "Body" }), schemaTable(schema),
            element("textarea", { "aria-label": "Body",
                value: operation.requestBody.required ? JSON.stringify(exampleOf(schema, components.schemas), null, 2) : "" }));
    }
    form.append(element("button", { type: "submit", textContent: "Try it" }), shown);
    form.addEventListener("submit", (event) => {
        event.preventDefault();
        send(method, path, form, shown);
    });
    return form;
}

function answers(operation, components) {
    const rows = Object.entries(operation.responses).map(([status, given]) => {
        const answer = given.$ref ? components.responses[given.$ref.split("/").pop()] : given;
        const shapes = Object.entries(answer.content ?? {})
            .flatMap(([type, content]) => [element("div", {}, typeOf(content.schema),
                type === "application/json" ? "" : ` as ${type}`)]);
        const json = answer.content?.["application/json"]?.schema;
        if (json && status.startsWith("2")) {
            const example = JSON.stringify(exampleOf(json, components.schemas), null, 2);
            shapes.push(element("pre", { className: "example", textContent: example }));
        }
        return element("tr", {}, element("td", {}, element("code", { textContent: status })),
            element("td", { textContent: answer.description }), element("td", {}, ...shapes));
    });
    return element("table", {}, element("tbody", {}, ...rows));
}

function operationView(method, path, operation, components) {
    const details = element("details", { id: operation.operationId });
    details.dataset.words = `${method} ${path} ${operation.summary} ${operation.tags}`.toLowerCase();
    details.append(element("summary", {},
        element("span", { className: "method", textContent: method }),
        element("code", { textContent: path }),
        element("span", { className: "muted", textContent: ` ${operation.summary}` })));
    // Hundreds of tables are slow to make: each one comes when it is looked at.
    details.addEventListener("toggle", () => {
        if (details.open && details.children.length === 1) {
            details.append(element("div", {},
                element("p", { textContent: plain(operation.description) }),
                tryIt(method, path, operation, components),
                element("h3", { textContent: "Answers" }),
                answers(operation, components)));
        }
    });
    return details;
}

function showRoutes(api) {
    const byTag = new Map(api.tags.map((tag) => [tag.name, []]));
    for (const [path, item] of Object.entries(api.paths)) {
        for (const [method, operation] of Object.entries(item)) {
            byTag.get(operation.tags[0]).push([method.toUpperCase(), path, operation]);
        }
    }
    for (const [tag, operations] of byTag) {
        const links = operations.map(([method, path, operation]) =>
            element("li", {}, element("a", { href: `#${operation.operationId}`, textContent: `${method} ${path}` })));
        byId("contents").append(element("strong", { textContent: tag }), element("ul", {}, ...links));
        byId("routes").append(element("h2", { textContent: tag }),
            ...operations.map(([method, path, operation]) =>
                operationView(method, path, operation, api.components)));
    }
}

function folded(id, title, note, schema) {
    const details = element("details", { id });
    details.dataset.words = `${title} ${note}`.toLowerCase();
    details.append(element("summary", {}, element("code", { textContent: title }),
        element("span", { className: "muted", textContent: ` ${note}` })));
    details.addEventListener("toggle", () => {
        if (details.open && details.children.length === 1) {
            details.append(element("div", {}, schemaTable(schema)));
        }
    });
    return details;
}

function showEvents(api) {
    const section = byId("events");
    for (const operation of Object.values(api.operations)) {
        const channel = api.channels[operation.channel.$ref.split("/").pop()];
        section.append(element("h2", { textContent: `${channel.address}: ${operation.summary}` }));
        for (const message of operation.messages) {
            const name = message.$ref.split("/").pop();
            const given = api.components.messages[name];
            section.append(folded(`${operation.action}-${channel.address}-${name}`, given.name,
                given.summary, given.payload));
        }
    }
}

function showSchemas(api) {
    byId("schemas").append(element("h2", { textContent: "Schemas" }));
    for (const [name, schema] of Object.entries(api.components.schemas)) {
        byId("schemas").append(folded(`schema-${name}`, name, "", schema));
    }
}

function openTarget() {
    const target = byId(decodeURIComponent(location.hash.slice(1)));
    if (target instanceof HTMLDetailsElement) {
        target.open = true;
        target.scrollIntoView();
    }
}

function filter() {
    const word = byId("find").value.trim().toLowerCase();
    for (const details of document.querySelectorAll("details")) {
        details.hidden = !details.dataset.words.includes(word);
    }
}

/// Without the marks that only tell renderers what is code.
function plain(text) {
    return text.replaceAll("`", "");
}

function paragraphs(text) {
    return text.split("\n\n").map((part) => element("p", { textContent: plain(part) }));
}

async function show() {
    for (const id of ["contents", "routes", "events", "schemas"]) {
        byId(id).replaceChildren();
    }
    try {
        const [api, events] = await Promise.all([load("/openapi.json"), load("/asyncapi.json")]);
        byId("version").textContent = api.info.version;
        byId("about").replaceChildren(...paragraphs(api.info.description),
            ...paragraphs(events.info.description));
        showRoutes(api);
        showEvents(events);
        showSchemas(api);
        const count = document.querySelectorAll("#routes details").length;
        byId("loaded").textContent = `${count} routes`;
        openTarget();
    } catch (error) {
        byId("loaded").textContent = `Not loaded: ${error.message}`;
    }
}

byId("find").addEventListener("input", filter);
byId("token").addEventListener("change", show);
addEventListener("hashchange", openTarget);
show();
