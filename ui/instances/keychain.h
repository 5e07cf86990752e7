// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QObject>
#include <QString>

#include <functional>

namespace ui {

/// The tokens of instances, in the keychain of the desktop (Secret Service, KWallet) and nowhere
/// else. Without one a token is known until the program ends, and each answer says so.
class Keychain final : public QObject
{
    Q_OBJECT

public:
    /// What was found, or why it cannot be known.
    struct Found
    {
        QString token = {}; ///< empty: there is none
        QString fault = {}; ///< empty: the keychain has answered
    };

    using ReadHandler = std::function<void(const Found &)>;
    using DoneHandler = std::function<void(const QString &fault)>; ///< empty: it is kept

    explicit Keychain(QObject *parent = nullptr);

    /// Each handler is called once and later, unless `context` has died.
    void read(const QString &id, QObject *context, const ReadHandler &handler);
    void write(const QString &id, const QString &token, QObject *context,
               const DoneHandler &handler);
    void remove(const QString &id, QObject *context, const DoneHandler &handler);

private:
    QHash<QString, QString> m_ofThisRun; ///< what no keychain has taken
};

} // namespace ui
