// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/http/wirerows.h"

#include <QTest>

namespace {

enum Then
{
    Open,
    Closed
};

const QByteArray Smuggled = "GET /smuggled HTTP/1.1\r\nHost: @\r\n\r\n";

void row(const char *name, const QByteArray &raw, int status, Then then)
{
    QTest::newRow(name) << raw << status << (then == Closed);
}

/// A POST with a body that would be a request of its own if the framing went wrong.
void smuggle(const char *name, const QByteArray &framing, int status)
{
    const QByteArray raw = "POST /echo HTTP/1.1\r\nHost: @\r\nContent-Type: application/json\r\n"
        + framing + "\r\n" + Smuggled;
    row(name, raw, status, Closed);
}

QByteArray get(const QByteArray &target, const QByteArray &fields = {})
{
    return "GET " + target + " HTTP/1.1\r\nHost: @\r\n" + fields + "\r\n";
}

QByteArray post(const QByteArray &target, const QByteArray &body, const QByteArray &fields = {})
{
    return "POST " + target + " HTTP/1.1\r\nHost: @\r\nContent-Length: "
        + QByteArray::number(body.size()) + "\r\n" + fields + "\r\n" + body;
}

const QByteArray Json = "Content-Type: application/json\r\n";

void goodRows()
{
    row("get", get("/ok"), 200, Open);
    row("query", get("/ok?limit=1&offset=2"), 200, Open);
    row("an empty query", get("/ok?"), 200, Open);
    row("unknown parameters are ignored", get("/ok?x=1"), 200, Open);
    row("head", "HEAD /ok HTTP/1.1\r\nHost: @\r\n\r\n", 200, Open);
    row("head of nothing", "HEAD /nothing HTTP/1.1\r\nHost: @\r\n\r\n", 404, Open);
    row("options", "OPTIONS /echo HTTP/1.1\r\nHost: @\r\n\r\n", 204, Open);
    row("post", post("/echo", "{\"a\":1}", Json), 200, Open);
    row("put", "PUT /echo HTTP/1.1\r\nHost: @\r\nContent-Length: 2\r\n" + Json + "\r\n{}", 200,
        Open);
    row("patch", "PATCH /echo HTTP/1.1\r\nHost: @\r\nContent-Length: 2\r\n" + Json + "\r\n{}", 200,
        Open);
    row("delete", "DELETE /echo HTTP/1.1\r\nHost: @\r\n\r\n", 200, Open);
    row("post without a body", post("/echo", ""), 200, Open);
    row("post without a length", "POST /echo HTTP/1.1\r\nHost: @\r\n\r\n", 200, Open);
    row("json with a charset",
        post("/echo", "{}", "Content-Type: Application/JSON ; charset=utf-8\r\n"), 200, Open);
    row("get with a body", "GET /ok HTTP/1.1\r\nHost: @\r\nContent-Length: 3\r\n\r\nabc", 200,
        Open);
    row("a length with zeros in front",
        "POST /echo HTTP/1.1\r\nHost: @\r\nContent-Length: 002\r\n" + Json + "\r\n{}", 200, Open);
    row("1.1 with close", get("/ok", "Connection: close\r\n"), 200, Closed);
    row("1.1 with close in a list", get("/ok", "Connection: foo , CLOSE\r\n"), 200, Closed);
    row("1.0", "GET /ok HTTP/1.0\r\nHost: @\r\n\r\n", 200, Closed);
    row("1.0 with keep-alive", "GET /ok HTTP/1.0\r\nHost: @\r\nConnection: keep-alive\r\n\r\n", 200,
        Open);
    row("another protocol is ignored", get("/ok", "Connection: Upgrade\r\nUpgrade: h2c\r\n"), 200,
        Open);
    row("a field of many bytes", get("/ok", "X: " + QByteArray(8000, 'x') + "\r\n"), 200, Open);
    row("high bytes in a value", get("/ok", "X: \xc3\xa4\xff\r\n"), 200, Open);
    row("an empty value", get("/ok", "X:\r\n"), 200, Open);
    row("no space behind the colon", get("/ok", "X:y\r\n"), 200, Open);
    row("a late answer", get("/late"), 200, Open);
    row("an answer of another thread", get("/thread"), 200, Open);
    row("a dropped exchange", get("/dropped"), 500, Open);
    row("a throwing handler", get("/throws"), 500, Open);
    row("two answers", get("/twice"), 200, Open);
    row("expect with its body", post("/echo", "{}", Json + "Expect: 100-continue\r\n"), 200, Open);
}

void requestLineRows()
{
    const QByteArray host = "Host: @\r\n\r\n";
    row("not found", get("/nothing"), 404, Open);
    row("root", get("/"), 404, Open);
    row("a slash at the end", get("/ok/"), 404, Open);
    row("two slashes inside", get("/name//x"), 404, Open);
    row("an empty name", get("/name/"), 404, Open);
    row("wrong method", "DELETE /ok HTTP/1.1\r\n" + host, 405, Open);
    row("a lower case method", "get /ok HTTP/1.1\r\n" + host, 405, Closed);
    row("trace", "TRACE /ok HTTP/1.1\r\n" + host, 405, Closed);
    row("an invented method", "BREW /ok HTTP/1.1\r\n" + host, 405, Closed);
    row("an invented method on nothing", "BREW /nothing HTTP/1.1\r\n" + host, 404, Closed);
    row("connect", "CONNECT a:1 HTTP/1.1\r\n" + host, 400, Closed);
    row("a long method", QByteArray(17, 'G') + " /ok HTTP/1.1\r\n" + host, 400, Closed);
    row("a method with a colon", "G:T /ok HTTP/1.1\r\n" + host, 400, Closed);
    row("no method", " /ok HTTP/1.1\r\n" + host, 400, Closed);
    row("no version", "GET /ok\r\n" + host, 400, Closed);
    row("0.9", "GET /ok HTTP/0.9\r\n" + host, 505, Closed);
    row("2.0", "GET /ok HTTP/2.0\r\n" + host, 505, Closed);
    row("9.9", "GET /ok HTTP/9.9\r\n" + host, 505, Closed);
    row("HTTPX", "GET /ok HTTPX1.1\r\n" + host, 400, Closed);
    row("a version in lower case", "GET /ok http/1.1\r\n" + host, 400, Closed);
    row("junk behind the version", "GET /ok HTTP/1.1 junk\r\n" + host, 400, Closed);
    row("two spaces", "GET  /ok HTTP/1.1\r\n" + host, 400, Closed);
    row("a tab for a space", "GET\t/ok HTTP/1.1\r\n" + host, 400, Closed);
    row("an empty line first", "\r\n" + get("/ok"), 400, Closed);
    row("a line feed first", "\n" + get("/ok"), 400, Closed);
    row("absolute form", "GET http://@/ok HTTP/1.1\r\n" + host, 400, Closed);
    row("file form", "GET file:///ok HTTP/1.1\r\n" + host, 400, Closed);
    row("an authority swallowed", get("//evil/ok"), 400, Closed);
    row("asterisk", "OPTIONS * HTTP/1.1\r\n" + host, 400, Closed);
    row("a fragment", get("/ok#x"), 400, Closed);
    row("a backslash", get("/name\\x"), 400, Closed);
    row("a quote", get("/name/\"x"), 400, Closed);
    row("a bad escape", get("/name/%zz"), 400, Closed);
    row("half an escape", get("/name/%4"), 400, Closed);
    row("high bytes in the target", get("/name/\xc3\xa4"), 400, Closed);
    row("a space in the target", "GET /o k HTTP/1.1\r\n" + host, 400, Closed);
    row("an escaped name", get("/name/a%20b"), 200, Open);
    row("an escaped letter", get("/%6fk"), 200, Open);
    row("a double escape is decoded once", get("/name/%2541"), 200, Open);
    row("NUL in the path", get("/name/%00"), 400, Open);
    row("CR LF in the path", get("/name/%0d%0aX:1"), 400, Open);
    row("dots", get("/name/.."), 400, Open);
    row("escaped dots", get("/name/%2e%2e/x"), 400, Open);
    row("an escaped slash", get("/name/a%2fb"), 400, Open);
    row("an escaped backslash", get("/name/a%5cb"), 400, Open);
    row("bad UTF-8", get("/name/%ff"), 400, Open);
    row("overlong UTF-8", get("/name/%c0%af"), 400, Open);
    row("a parameter twice", get("/ok?limit=1&limit=2"), 400, Open);
    row("a parameter twice, once escaped", get("/ok?limit=1&l%69mit=2"), 400, Open);
    row("NUL in a parameter", get("/ok?limit=%00"), 400, Open);
}

void fieldsRows()
{
    row("no host", "GET /ok HTTP/1.1\r\n\r\n", 400, Closed);
    row("no host in 1.0", "GET /ok HTTP/1.0\r\n\r\n", 400, Closed);
    row("an empty host", "GET /ok HTTP/1.1\r\nHost:\r\n\r\n", 400, Closed);
    row("two hosts", get("/ok", "Host: @\r\n"), 400, Closed);
    row("a name with a space", get("/ok", "X Y: 1\r\n"), 400, Closed);
    row("a space before the colon", get("/ok", "X : 1\r\n"), 400, Closed);
    row("an empty name of a field", get("/ok", ": 1\r\n"), 400, Closed);
    row("no colon", get("/ok", "nocolon\r\n"), 400, Closed);
    row("a folded line", get("/ok", "X: 1\r\n  2\r\n"), 400, Closed);
    row("a folded line with a tab", get("/ok", "X: 1\r\n\t2\r\n"), 400, Closed);
    row("a space before the first field", "GET /ok HTTP/1.1\r\n Host: @\r\n\r\n", 400, Closed);
    row("NUL in a value", get("/ok", QByteArray("X: a\0b\r\n", 8)), 400, Closed);
    row("escape in a value", get("/ok", "X: a\x1b[0m\r\n"), 400, Closed);
    row("DEL in a value", get("/ok", "X: \x7f\r\n"), 400, Closed);
    row("a line feed alone", "GET /ok HTTP/1.1\nHost: @\n\n", 400, Closed);
    row("a line feed between fields", "GET /ok HTTP/1.1\r\nHost: @\nX: 1\r\n\r\n", 400, Closed);
    row("a line feed at the end", "GET /ok HTTP/1.1\r\nHost: @\r\n\n", 400, Closed);
    row("a carriage return alone", get("/ok", "X: a\rb\r\n"), 400, Closed);
    row("an unknown expectation", get("/ok", "Expect: 200-ok\r\n"), 417, Closed);
    row("two expectations", get("/ok", "Expect: 100-continue\r\nExpect: x\r\n"), 400, Closed);
    row("two origins", get("/ok", "Origin: http://@\r\nOrigin: http://@\r\n"), 400, Closed);
    row("two authorizations", get("/ok", "Authorization: a\r\nAuthorization: b\r\n"), 400, Closed);
    row("two content types", post("/echo", "{}", Json + Json), 400, Closed);
}

void framingRows()
{
    smuggle("two lengths", "Content-Length: 0\r\nContent-Length: 37\r\n", 400);
    smuggle("two equal lengths", "Content-Length: 37\r\nContent-Length: 37\r\n", 400);
    smuggle("a list of lengths", "Content-Length: 3, 3\r\n", 400);
    smuggle("a length with letters", "Content-Length: 12x\r\n", 400);
    smuggle("a length in hex", "Content-Length: 0x3\r\n", 400);
    smuggle("a negative length", "Content-Length: -3\r\n", 400);
    smuggle("a length with a plus", "Content-Length: +3\r\n", 400);
    smuggle("an empty length", "Content-Length:\r\n", 400);
    smuggle("a length with a space", "Content-Length: 1 2\r\n", 400);
    smuggle("a length of 2^63", "Content-Length: 9223372036854775808\r\n", 413);
    smuggle("a length of 2^64-1", "Content-Length: 18446744073709551615\r\n", 413);
    smuggle("a length of 2^64", "Content-Length: 18446744073709551616\r\n", 413);
    smuggle("chunked", "Transfer-Encoding: chunked\r\n", 411);
    smuggle("chunked beside a length", "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n", 411);
    smuggle("a length beside chunked", "Transfer-Encoding: chunked\r\nContent-Length: 4\r\n", 411);
    smuggle("xchunked", "Transfer-Encoding: xchunked\r\n", 411);
    smuggle("chunked in capitals", "TRANSFER-ENCODING: CHUNKED\r\n", 411);
    smuggle("gzip", "Transfer-Encoding: gzip\r\n", 411);
    smuggle("identity", "Transfer-Encoding: identity\r\n", 411);
    smuggle("an empty encoding", "Transfer-Encoding:\r\n", 411);
    smuggle("an encoding with a space", "Transfer-Encoding : chunked\r\n", 400);
    smuggle("an encoding folded", "X: 1\r\n Transfer-Encoding: chunked\r\n", 400);
    smuggle("a length in a folded line", "X: 1\r\n Content-Length: 0\r\n", 400);
    smuggle("a length with NUL", QByteArray("Content-Length: 0\0\r\n", 20), 400);
    smuggle("a length with a tab inside", "Content-Length: 3\t7\r\n", 400);
    smuggle("an underscore is no hyphen", "Content_Length: 0\r\nContent-Length: x\r\n", 400);
    smuggle("a hundred fields", QByteArray("X: 1\r\n").repeated(99) + "Content-Length: 37\r\n",
            431);
    smuggle("an empty name before the length", ": 1\r\nContent-Length: 37\r\n", 400);
    smuggle("a name with a space before the length", "X Y: 1\r\nContent-Length: 37\r\n", 400);
    smuggle("a huge field before the length",
            "X: " + QByteArray(110000, 'x') + "\r\nContent-Length: 37\r\n", 431);
}

void policyRows()
{
    row("a foreign host", "GET /ok HTTP/1.1\r\nHost: evil.example\r\n\r\n", 421, Closed);
    row("a host without our port", "GET /ok HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n", 421, Closed);
    row("a host with user info", "GET /ok HTTP/1.1\r\nHost: a@\r\n\r\n", 421, Closed);
    row("our origin", get("/ok", "Origin: http://@\r\n"), 200, Open);
    row("a foreign origin", get("/ok", "Origin: http://evil.example\r\n"), 403, Closed);
    row("a null origin", get("/ok", "Origin: null\r\n"), 403, Closed);
    row("an empty origin", get("/ok", "Origin:\r\n"), 403, Closed);
    row("same origin", get("/ok", "Sec-Fetch-Site: same-origin\r\n"), 200, Open);
    row("typed by a person", get("/ok", "Sec-Fetch-Site: none\r\n"), 200, Open);
    row("cross site", get("/ok", "Sec-Fetch-Site: cross-site\r\n"), 403, Closed);
    row("another port of this machine", get("/ok", "Sec-Fetch-Site: same-site\r\n"), 403, Closed);
    row("a token in the URL", get("/ok?token=x"), 400, Closed);
    row("a wrong token", get("/ok", "Authorization: Bearer x\r\n"), 401, Closed);
    row("a form", post("/echo", "a=1", "Content-Type: application/x-www-form-urlencoded\r\n"), 415,
        Closed);
    row("plain text", post("/echo", "{}", "Content-Type: text/plain\r\n"), 415, Closed);
    row("a body without a type", post("/echo", "{}"), 415, Closed);
    row("json-like", post("/echo", "{}", "Content-Type: application/jsonx\r\n"), 415, Closed);
}

void limitsRows()
{
    const QByteArray longTarget = "/ok?x=" + QByteArray(9000, 'x');
    row("a long line", get(longTarget), 414, Closed);
    row("a line without an end", "GET /" + QByteArray(20000, 'x'), 414, Closed);
    row("a line just short enough", get("/ok?x=" + QByteArray(8192 - 19, 'x')), 200, Open);
    row("a line just too long", get("/ok?x=" + QByteArray(8192 - 18, 'x')), 414, Closed);
    row("a long field", get("/ok", "X: " + QByteArray(9000, 'x') + "\r\n"), 431, Closed);
    row("a long head", get("/ok", QByteArray("X: " + QByteArray(4000, 'x') + "\r\n").repeated(5)),
        431, Closed);
    row("a head without an end", "GET /ok HTTP/1.1\r\nX: " + QByteArray(30000, 'x'), 431, Closed);
    row("64 fields", get("/ok", QByteArray("X: 1\r\n").repeated(63)), 200, Open);
    row("65 fields", get("/ok", QByteArray("X: 1\r\n").repeated(64)), 431, Closed);
    row("a body over the limit",
        "POST /echo HTTP/1.1\r\nHost: @\r\nContent-Length: 1048577\r\n" + Json + "\r\n", 413,
        Closed);
    row("100 MB to come",
        "POST /echo HTTP/1.1\r\nHost: @\r\nContent-Length: 104857600\r\n" + Json + "\r\n"
            + QByteArray(300000, 'x'),
        413, Closed);
    row("a body at the limit", post("/echo", QByteArray(1048576, 'x'), Json), 200, Open);
    row("a large body that nobody wants", post("/nowhere", QByteArray(4097, 'x'), Json), 404,
        Closed);
    row("a small body that nobody wants", post("/nowhere", QByteArray(4096, 'x'), Json), 404, Open);
    row("a body over the route's limit", post("/small", QByteArray(17, 'x'), Json), 413, Closed);
    row("a body at the route's limit", post("/small", QByteArray(16, 'x'), Json), 200, Open);
}

} // namespace

void wireRows()
{
    QTest::addColumn<QByteArray>("raw");
    QTest::addColumn<int>("status");
    QTest::addColumn<bool>("closed");
    goodRows();
    requestLineRows();
    fieldsRows();
    framingRows();
    policyRows();
    limitsRows();
}
