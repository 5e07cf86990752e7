// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>

#include <memory>

namespace monitoring {

/// Tells whether a name has an address, without anybody ever having to wait for it.
///
/// A look-up cannot be taken back once it has begun, and a resolver without a network behind it
/// takes half a minute. Qt's own is waited for at the end of the program; this one is left behind.
class NameLookup final : public QObject
{
    Q_OBJECT

public:
    explicit NameLookup(QObject *parent = nullptr);
    ~NameLookup() override;
    NameLookup(const NameLookup &) = delete;
    NameLookup &operator=(const NameLookup &) = delete;

    /// Begins a look-up, unless one is still under way: then that one's end is told.
    void begin(const QString &host);

Q_SIGNALS:
    /// `error` is empty when the name has an address.
    void ended(const QString &error);

private:
    struct Line; ///< from the look-up's thread to us

    void take(const QString &error);

    std::shared_ptr<Line> m_line;
    bool m_isUnderWay = false;
};

} // namespace monitoring
