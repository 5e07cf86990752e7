// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/tokens/registry.h"

#include <QLoggingCategory>
#include <QPointer>

#include <algorithm>
#include <chrono>
#include <utility>

using namespace Qt::StringLiterals;
using protocol::Result;

namespace tokens {

namespace {

Q_LOGGING_CATEGORY(log, "signalbox.tokens", QtInfoMsg)

/// Half of the second within which a revoked token's connections are closed.
constexpr std::chrono::milliseconds Pace{500};

protocol::WallTime wallNow()
{
    return protocol::Now::read().wall;
}

} // namespace

Registry::Registry(QString path, QObject *parent)
    : QObject(parent)
    , m_path(std::move(path))
    , m_timer(this)
{
    m_pool.setMaxThreadCount(1);
    m_timer.setInterval(Pace);
    connect(&m_timer, &QTimer::timeout, this, &Registry::look);
    refresh();
}

Result<http::Principal> Registry::judge(const QByteArray &secret)
{
    refresh();
    const auto now = wallNow();
    auto judged = tokens::judge(m_tokens, secret, now);
    if (judged || m_own.isEmpty()) {
        return judged;
    }
    auto own = tokens::judge(m_own, secret, now);
    return own ? own : judged;
}

bool Registry::isGood(const QString &id)
{
    refresh();
    const auto now = wallNow();
    const QList<Token> all = m_tokens + m_own;
    return std::any_of(all.begin(), all.end(), [&](const Token &token) {
        return token.id == id && !isExpired(token, now);
    });
}

QList<Token> Registry::list()
{
    refresh();
    return m_tokens;
}

QByteArray Registry::createOwn(const QString &name, http::Scope scope)
{
    const Fresh fresh = make(randomBytes(), {.name = name, .scope = scope}, wallNow());
    m_own.append(fresh.token);
    return fresh.secret;
}

template<typename T>
void Registry::inBackground(std::function<Result<T>()> work, QObject *context,
                            std::function<void(Result<T>)> done)
{
    const QPointer<QObject> guard(context);
    m_pool.start([this, work = std::move(work), guard, done = std::move(done)] {
        const Result<T> result = work();
        QMetaObject::invokeMethod(
            this,
            [this, result, guard, done] {
                refresh();
                if (guard) {
                    done(result);
                }
            },
            Qt::QueuedConnection);
    });
}

void Registry::create(const Wish &wish, QObject *context,
                      const std::function<void(Result<Fresh>)> &done)
{
    inBackground<Fresh>([path = m_path, wish] { return tokens::create(path, wish, wallNow()); },
                        context, done);
}

void Registry::revoke(const QString &id, QObject *context,
                      const std::function<void(Result<Token>)> &done)
{
    inBackground<Token>([path = m_path, id] { return tokens::revoke(path, id); }, context, done);
}

void Registry::refresh()
{
    const config::FileStamp stamp = config::stampOf(m_path);
    if (stamp == m_stamp) {
        return;
    }
    m_stamp = stamp;
    auto tokens = read(m_path);
    if (!tokens) {
        setFault(tokens.error().detail);
        return;
    }
    setFault({});
    take(tokens.value());
}

void Registry::take(const QList<Token> &tokens)
{
    const bool isNews = tokens != m_tokens;
    m_tokens = tokens;
    tellEnds();
    m_tokens.isEmpty() ? m_timer.stop() : m_timer.start();
    if (isNews) {
        Q_EMIT changed();
    }
}

void Registry::setFault(const QString &fault)
{
    if (fault == m_fault) {
        return;
    }
    m_fault = fault;
    if (!fault.isEmpty()) {
        qCWarning(log).noquote() << fault % u"; the tokens that were read before stay"_s;
        m_timer.start();
    }
    Q_EMIT faultChanged();
}

/// What kept us from reading may have passed without a trace in the file.
void Registry::look()
{
    if (!m_fault.isEmpty()) {
        m_stamp.reset();
    }
    refresh();
    tellEnds();
}

/// Tells of each end once.
void Registry::tellEnds()
{
    const auto now = wallNow();
    const QStringList over = tokens::ended(m_good, m_tokens, now);
    m_good = m_tokens;
    m_good.removeIf([now](const Token &token) { return isExpired(token, now); });
    for (const QString &id : over) {
        Q_EMIT ended(id);
    }
}

} // namespace tokens
