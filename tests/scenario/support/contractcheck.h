// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/scenario/support/request.h"

#include <QString>

#include <memory>

namespace scenario {

/// Compares answers with the backend's own /openapi.json, by a validator that is not ours.
class ContractCheck final
{
public:
    explicit ContractCheck(const QByteArray &openApi);
    ~ContractCheck();
    ContractCheck(const ContractCheck &) = delete;
    ContractCheck &operator=(const ContractCheck &) = delete;

    /// What about the answer is not as documented: its status, its type or its shape; empty when
    /// all is well. What is asked of a path that is not documented may only be refused.
    QString fault(const QByteArray &method, const QByteArray &target, const Answer &answer) const;

private:
    struct Private;
    std::unique_ptr<Private> m_d;
};

} // namespace scenario
