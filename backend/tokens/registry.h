// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/config/filestamp.h"
#include "backend/tokens/tokenfile.h"

#include <QObject>
#include <QStringList>
#include <QThreadPool>
#include <QTimer>

#include <functional>
#include <optional>

namespace tokens {

/// The tokens that are good at this moment: those in the file, and those of this process's own,
/// which are in memory only.
///
/// The file is looked at before each answer and twice a second while there is a token to revoke, so
/// it does not matter who writes it. One that can no longer be read changes nothing: what was read
/// last stays good, fault() says why, and it is tried again twice a second.
class Registry final : public QObject
{
    Q_OBJECT

public:
    /// Reads the file for the first time.
    explicit Registry(QString path, QObject *parent = nullptr);

    /// Who presents this token.
    protocol::Result<http::Principal> judge(const QByteArray &secret);

    /// True while a token of this id is good.
    bool isGood(const QString &id);

    /// Those in the file, expired ones too, oldest first.
    QList<Token> list();

    /// A token for a part of this process or a child of it, in no file, good until it ends.
    QByteArray createOwn(const QString &name, http::Scope scope);

    /// `done` is called with the new token when it is in the file.
    void create(const Wish &wish, QObject *context,
                const std::function<void(protocol::Result<Fresh>)> &done);

    /// `done` is called with what it was when it is out of the file.
    void revoke(const QString &id, QObject *context,
                const std::function<void(protocol::Result<Token>)> &done);

    /// Why the file cannot be read, empty when it can.
    QString fault() const { return m_fault; }

Q_SIGNALS:
    /// This token is not good any more: it was revoked, changed, or its time is over.
    void ended(const QString &id);
    /// The list is another one.
    void changed();
    /// fault() is another one.
    void faultChanged();

private:
    template<typename T>
    void inBackground(std::function<protocol::Result<T>()> work, QObject *context,
                      std::function<void(protocol::Result<T>)> done);
    void refresh();
    void take(const QList<Token> &tokens);
    void setFault(const QString &fault);
    void look();
    void tellEnds();

    QString m_path;
    std::optional<config::FileStamp> m_stamp; ///< of what was read; nothing: read it again
    QList<Token> m_tokens; ///< as in the file
    QList<Token> m_good; ///< those of them whose end nobody was told of
    QList<Token> m_own; ///< in no file
    QString m_fault;
    QTimer m_timer;
    QThreadPool m_pool; ///< writes the file; last, so that nothing of it outlives the rest
};

} // namespace tokens
