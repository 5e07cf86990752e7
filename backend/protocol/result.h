// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <utility>
#include <variant>

namespace protocol {

/// What kind of refusal or failure it is; the HTTP layer maps it to a status in one switch.
enum class ErrorKind
{
    Internal, ///< 500: a defect of ours
    BadRequest, ///< 400: the caller's parameters
    Forbidden, ///< 403
    NotFound, ///< 404
    Conflict, ///< 409
    Unavailable, ///< 503: a part that is needed is away
};

/// A failure in words that a person can act upon.
struct Error
{
    ErrorKind kind = ErrorKind::Internal;
    QString detail;

    bool operator==(const Error &) const = default;
};

/// Stands for "nothing to return but success".
using Done = std::monostate;

/// A value or the reason why there is none.
template<typename T>
class [[nodiscard]] Result
{
public:
    Result(T value)
        : m_state(std::in_place_index<0>, std::move(value))
    { }

    Result(Error error)
        : m_state(std::in_place_index<1>, std::move(error))
    { }

    bool ok() const { return m_state.index() == 0; }

    explicit operator bool() const { return ok(); }

    const T &value() const { return std::get<0>(m_state); }

    T &value() { return std::get<0>(m_state); }

    const Error &error() const { return std::get<1>(m_state); }

    bool operator==(const Result &) const = default;

private:
    std::variant<T, Error> m_state;
};

} // namespace protocol
