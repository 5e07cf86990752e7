// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/breakers/breakerrules.h"
#include "tests/breakers/referencebreaker.h"

#include <QTest>

#include <unordered_set>

using namespace std::chrono_literals;
using namespace breakers;
using protocol::BreakerState;

namespace {

// c, p: a call, a probe asks. s, f, x: the oldest under way reports. S, F: the newest. l: the
// oldest is lost. t, T: 5 and 30 seconds pass. R: reset.
constexpr std::string_view Alphabet = "cpsfxSFltTR";

struct UnderWay
{
    Permit permit = {};
    ReferenceBreaker::Ticket ticket = {};
};

/// The rules and the reference side by side.
struct Pair
{
    State rules = {};
    ReferenceBreaker reference = {};
    std::vector<UnderWay> underWay = {};
    std::string story = {};
};

Settings settings()
{
    return {.config = {.failureThreshold = 2,
                       .recoveryTimeoutSeconds = 30,
                       .halfOpenMaxCalls = 2,
                       .successThreshold = 2},
            .lease = 10s};
}

Now at(int clock)
{
    return {.steady = SteadyTime(std::chrono::seconds(clock)),
            .wall = protocol::WallTime(std::chrono::seconds(clock))};
}

std::optional<Permit> play(Pair &pair, const Event &event)
{
    static const Settings rules = settings();
    Step result = step(rules, pair.rules, event, at(pair.reference.clock));
    pair.rules = std::move(result.next);
    return result.permit;
}

void report(Pair &pair, std::size_t index, char result)
{
    const UnderWay one = pair.underWay[index];
    pair.underWay.erase(pair.underWay.begin() + static_cast<std::ptrdiff_t>(index));
    const Outcome outcome = result == 's' ? Outcome::Success
        : result == 'f'                   ? Outcome::Failure
                                          : Outcome::Excluded;
    play(pair,
         Report{.generation = one.permit.generation,
                .id = one.permit.id,
                .use = one.permit.use,
                .outcome = outcome});
    pair.reference.answer(one.ticket, result);
}

bool ask(Pair &pair, bool probe)
{
    const bool wasOpen = pair.rules.state == BreakerState::Open;
    const auto permit = play(pair, Acquire{.use = probe ? Use::Probe : Use::Call});
    ReferenceBreaker::Ticket ticket;
    const bool admitted = pair.reference.ask(probe, ticket);
    if (permit) {
        pair.underWay.push_back({*permit, ticket});
    }
    return admitted == permit.has_value() && !(wasOpen && permit);
}

void pass(Pair &pair, int seconds)
{
    for (int i = 0; i < seconds; i += 5) {
        pair.reference.pass(5);
        const auto due = deadline(pair.rules);
        if (due && *due <= at(pair.reference.clock).steady) {
            play(pair, Due{});
        }
    }
}

bool isPossible(const Pair &pair, char symbol)
{
    const std::size_t least = symbol == 'S' || symbol == 'F' ? 2 : 1;
    return std::string_view("sfxSFl").find(symbol) == std::string_view::npos
        || pair.underWay.size() >= least;
}

/// Plays one symbol; false when the two let in differently.
bool tell(Pair &pair, char symbol)
{
    pair.story += symbol;
    const std::size_t newest = pair.underWay.size() - 1;
    switch (symbol) {
    case 'c':
    case 'p':
        return ask(pair, symbol == 'p');
    case 's':
    case 'f':
    case 'x':
        report(pair, 0, symbol);
        return true;
    case 'S':
    case 'F':
        report(pair, newest, symbol == 'S' ? 's' : 'f');
        return true;
    case 'l':
        pair.underWay.erase(pair.underWay.begin());
        return true;
    case 't':
        pass(pair, 5);
        return true;
    case 'T':
        pass(pair, 30);
        return true;
    case 'R':
        play(pair, Reset{});
        pair.reference.reset();
        return true;
    default:
        return false;
    }
}

bool agree(const Pair &pair)
{
    const State &rules = pair.rules;
    const ReferenceBreaker &reference = pair.reference;
    switch (reference.mode) {
    case ReferenceBreaker::Closed:
        return rules.state == BreakerState::Closed && rules.failures == reference.failuresInARow();
    case ReferenceBreaker::Open:
        return rules.state == BreakerState::Open && deadline(rules)
            && *deadline(rules) > at(reference.clock).steady
            && *deadline(rules) <= at(reference.clock + reference.opensFor()).steady;
    case ReferenceBreaker::HalfOpen:
        return rules.state == BreakerState::HalfOpen && rules.successes == reference.successes()
            && std::ssize(rules.trials) <= reference.places;
    }
    return false;
}

/// With a healthy service and nobody else about, two calls close it, at the latest after the
/// leases of the lost and the recovery time.
bool canClose(Pair pair)
{
    pair.underWay.clear();
    for (int i = 0; i < 3 && deadline(pair.rules); ++i) {
        pass(pair, 300);
    }
    for (int i = 0; i < 2; ++i) {
        if (!ask(pair, false)) {
            return false;
        }
        report(pair, pair.underWay.size() - 1, 's');
    }
    return pair.rules.state == BreakerState::Closed;
}

/// Which of those under way the rules, and the reference, still know.
std::string underWayKeyOf(const Pair &pair)
{
    std::string key;
    for (const UnderWay &one : pair.underWay) {
        const bool isCurrent = one.permit.generation == pair.rules.generation;
        key += isCurrent ? (one.permit.use == Use::Call ? 'c' : 'p') : '-';
        key += pair.reference.isCurrent(one.ticket) ? '1' : '0';
        const auto &trials = pair.rules.trials;
        key += std::to_string(std::find_if(trials.begin(), trials.end(),
                                           [&](const Trial &t) { return t.id == one.permit.id; })
                              - trials.begin());
    }
    return key;
}

/// All that bears on the future, of the reference and of the rules, with times as distances: what
/// is over is over for good.
std::string keyOf(const Pair &pair)
{
    const State &rules = pair.rules;
    std::string key = pair.reference.key() + '|' + underWayKeyOf(pair) + '|';
    const auto add = [&key](auto value) { key += std::to_string(value) + ','; };
    const auto addTime = [&](const std::optional<SteadyTime> &time) {
        const auto left = time ? *time - at(pair.reference.clock).steady : SteadyTime::duration(-1);
        add(std::max<qint64>(left.count(), -1));
    };
    for (const int value : {static_cast<int>(rules.state), rules.failures, rules.successes,
                            static_cast<int>(rules.lastFailureBy)}) {
        add(value);
    }
    for (const auto &time : {rules.openUntil, rules.callWaitsUntil, rules.probationUntil}) {
        addTime(time);
    }
    add(rules.recovery.value_or(Duration(0)).count());
    key += rules.probeHelped ? '1' : '0';
    for (const Trial &trial : rules.trials) {
        add(static_cast<int>(trial.use));
        addTime(trial.expires);
    }
    return key;
}

} // namespace

/// Every sequence of events up to a length, and every state that any leads to, by the reference.
class BreakerModelTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everySequence();

    void everySequenceOfTwelve() { visit(12, 12); } // however many are under way

    void everyState() { visit(1000, 3); } // however long

private:
    /// Plays all continuations; returns how many sequences it saw.
    qint64 explore(const Pair &pair, int left);
    void visit(int longest, std::size_t mostUnderWay);
};

qint64 BreakerModelTest::explore(const Pair &pair, int left)
{
    qint64 seen = 0;
    for (const char symbol : Alphabet) {
        if (!isPossible(pair, symbol) || QTest::currentTestFailed()) {
            continue;
        }
        Pair next = pair;
        const bool sameAnswer = tell(next, symbol);
        if (!sameAnswer || !agree(next)) {
            QTest::qFail(next.story.c_str(), __FILE__, __LINE__);
            return seen;
        }
        seen += 1 + (left > 1 ? explore(next, left - 1) : 0);
    }
    return seen;
}

void BreakerModelTest::everySequence()
{
    const qint64 seen = explore({}, 7);
    qInfo() << seen << "sequences";
    QVERIFY(seen > 1'000'000);
}

// Two sequences that end in the same states of both have the same futures: one stands for both.
void BreakerModelTest::visit(int longest, std::size_t mostUnderWay)
{
    std::unordered_set<std::string> known;
    std::vector<Pair> frontier(1);
    int length = 0;
    for (; length < longest && !frontier.empty(); ++length) {
        std::vector<Pair> next;
        for (const Pair &pair : frontier) {
            for (const char symbol : Alphabet) {
                const bool isFull = pair.underWay.size() >= mostUnderWay;
                if (!isPossible(pair, symbol) || (isFull && (symbol == 'c' || symbol == 'p'))) {
                    continue;
                }
                Pair end = pair;
                QVERIFY2(tell(end, symbol), end.story.c_str());
                QVERIFY2(agree(end), end.story.c_str());
                if (known.insert(keyOf(end)).second) {
                    QVERIFY2(canClose(end), end.story.c_str());
                    next.push_back(std::move(end));
                }
            }
        }
        frontier = std::move(next);
    }
    qInfo() << known.size() << "states, the last after" << length << "events";
    QVERIFY(known.size() > 10000);
}

QTEST_APPLESS_MAIN(BreakerModelTest)
#include "tst_breakermodel.moc"
