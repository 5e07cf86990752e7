// SPDX-License-Identifier: GPL-3.0-or-later
// Builds the parts of the page that show a JSON Schema, and examples that fit one.

const prefix = "#/components/schemas/";

/// An element with properties and children; texts are texts, never markup.
export function element(name, properties = {}, ...children) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(properties)) {
        if (key in made) {
            made[key] = value;
        } else {
            made.setAttribute(key, value);
        }
    }
    made.append(...children.filter((child) => child !== null && child !== undefined));
    return made;
}

function nameOf(reference) {
    return reference.startsWith(prefix) ? reference.slice(prefix.length) : reference;
}

function bounds(schema) {
    const parts = [];
    const least = schema.minimum ?? schema.minLength ?? schema.minItems;
    const most = schema.maximum ?? schema.maxLength ?? schema.maxItems;
    if (least !== undefined || most !== undefined) {
        parts.push(`${least ?? ""}..${most ?? ""}`);
    }
    if (schema.pattern) {
        parts.push(schema.pattern);
    }
    if (schema.default !== undefined) {
        parts.push(`default ${JSON.stringify(schema.default)}`);
    }
    return parts.length ? " " + parts.join(", ") : "";
}

/// One line for a schema: "integer 1..100, default 50", with links to what is named.
export function typeOf(schema) {
    const line = element("span", { className: "type" });
    if (schema.$ref) {
        const name = nameOf(schema.$ref);
        line.append(element("a", { href: `#schema-${name}`, textContent: name }));
    } else if (schema.anyOf) {
        schema.anyOf.forEach((one, at) => line.append(at ? " or " : "", typeOf(one)));
    } else if (schema.enum) {
        line.append(schema.enum.map((word) => JSON.stringify(word)).join(" | "));
    } else {
        const types = [schema.type ?? "anything"].flat();
        line.append(types.join(" or ") + (schema.format ? ` (${schema.format})` : ""));
        if (schema.items) {
            line.append(" of ", typeOf(schema.items));
        }
        if (schema.additionalProperties) {
            line.append(" by name of ", typeOf(schema.additionalProperties));
        }
        line.append(bounds(schema));
    }
    return line;
}

function rowsOf(schema, above) {
    const rows = [];
    for (const [name, field] of Object.entries(schema.properties ?? {})) {
        const path = above + name;
        const isRequired = (schema.required ?? []).includes(name);
        rows.push(element("tr", {},
            element("td", {}, element("code", { textContent: path }),
                isRequired ? null : element("span", { className: "muted", textContent: " may be missing" })),
            element("td", {}, typeOf(field)),
            element("td", { className: "muted", textContent: field.description ?? "" })));
        rows.push(...rowsOf(field, path + "."));
        rows.push(...rowsOf(field.items ?? {}, path + "[]."));
        if (typeof field.additionalProperties === "object") {
            rows.push(...rowsOf(field.additionalProperties, path + ".*."));
        }
    }
    return rows;
}

/// A table of all keys of an object, those inside of it included; a line for anything else.
export function schemaTable(schema) {
    const rows = rowsOf(schema, "");
    return rows.length
        ? element("table", {}, element("tbody", {}, ...rows))
        : element("p", {}, typeOf(schema));
}

function objectExample(schema, named) {
    const known = Object.entries(schema.properties ?? {}).map(([name, field]) => [name, exampleOf(field, named)]);
    const others = typeof schema.additionalProperties === "object"
        ? [["name", exampleOf(schema.additionalProperties, named)]] : [];
    return Object.fromEntries([...known, ...others]);
}

/// A value that fits the schema, to begin with. `named` are the schemas that others refer to.
export function exampleOf(schema, named = {}) {
    if (schema.$ref) {
        return exampleOf(named[nameOf(schema.$ref)] ?? {}, named);
    }
    if (schema.default !== undefined) {
        return schema.default;
    }
    const first = schema.enum ?? schema.anyOf?.map((one) => exampleOf(one, named));
    if (first) {
        return first[0];
    }
    const type = [schema.type].flat()[0];
    const simple = {
        array: () => (schema.items ? [exampleOf(schema.items, named)] : []),
        boolean: () => true,
        integer: () => schema.minimum ?? 0,
        number: () => schema.minimum ?? 0,
        object: () => objectExample(schema, named),
        string: () => (schema.format === "date-time" ? "2025-12-27T10:30:00.000Z" : "text"),
    };
    return simple[type]?.() ?? null;
}
