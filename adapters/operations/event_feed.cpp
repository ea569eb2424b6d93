// Turns are kept as they are journaled, and become text when somebody reads them, as fast as that reads.
#include "adapters/operations/event_feed.h"

#include <algorithm>
#include <charconv>
#include <cstring>
#include <iterator>

#include "engine/base/check.h"
#include "engine/codec/bytes/decode.h"
#include "engine/codec/bytes/encode.h"
#include "engine/codec/json/lines.h"
#include "engine/codec/json/values.h"
#include "engine/codec/shape/events.h"
#include "engine/state/state.h"

namespace switchyard::adapters::operations {
namespace {

constexpr std::size_t piece = 64 * 1024;  // of the past, handed over at once
// Versions of the rules that are kept for the names of old turns. Beyond it the oldest turns are told with
// the names of the next version.
constexpr std::size_t most_rules = 8;

http::Response problem(unsigned status, std::string_view text) {
  std::string body = "{\"status\":" + std::to_string(status) + ",\"message\":";
  codec::append_json(body, text);
  return {status, {{"Content-Type", "application/json"}}, body + "}\n"};
}

std::string_view type_of(const Event& event) {
  return std::visit(
      [](const auto& message) -> std::string_view {
        return codec::shape<std::remove_cvref_t<decltype(message)>>.name;
      },
      event);
}

// Each event behind its length.
std::string bytes_of(const std::vector<Event>& events, codec::ByteBuffer& scratch) {
  scratch.clear();
  for (const Event& event : events) {
    const std::size_t begin = scratch.size();
    scratch.append_number(std::uint32_t{0});
    codec::append_bytes(scratch, event);
    const auto length = static_cast<std::uint32_t>(scratch.size() - begin - sizeof(std::uint32_t));
    std::memcpy(scratch.data() + begin, &length, sizeof length);
  }
  return std::string(scratch.view());
}

Event take_event(std::string_view& bytes) {
  std::uint32_t length = 0;
  std::memcpy(&length, bytes.data(), sizeof length);
  auto event = codec::decode_event(bytes.substr(sizeof length, length));
  SY_CHECK(event.has_value());  // we have written it
  bytes.remove_prefix(sizeof length + length);
  return *std::move(event);
}

void append_text(std::string& out, std::uint64_t sequence, Time time, std::string_view bytes,
                 const Workspace& workspace) {
  while (!bytes.empty()) {
    const Event event = take_event(bytes);
    (out += "event: ") += type_of(event);
    out += "\ndata: {\"sequence\":" + std::to_string(sequence) + ",";
    const std::size_t brace = out.size();
    codec::append_json_line(out, time, event, workspace);
    out.erase(brace, 1);
    if (bytes.empty()) out += "id: " + std::to_string(sequence) + "\n";
    out += '\n';
  }
}

// The rules at that turn; the oldest that are kept when those are gone.
template <class AllRules>
const Workspace& rules_at(const AllRules& rules, std::uint64_t sequence) {
  const auto later = std::upper_bound(rules.begin(), rules.end(), sequence,
                                      [](std::uint64_t at, const auto& kept) { return at < kept.since; });
  return *(later == rules.begin() ? later : std::prev(later))->workspace;
}

// The turn after which the client wants to hear more: 0 for none given, nothing for what is no number.
struct Since {
  bool given = false;
  std::uint64_t sequence = 0;
};
std::optional<Since> read_since(const http::Request& request) {
  auto text = http::find_header(request.headers, "Last-Event-ID");
  if (!text || text->empty()) text = http::find_field(request.query, "since");
  if (!text) return Since{};
  Since since{true, 0};
  const auto [end, bad] = std::from_chars(text->data(), text->data() + text->size(), since.sequence);
  if (bad != std::errc() || end != text->data() + text->size()) return std::nullopt;
  return since;
}

}  // namespace

http::StreamPath EventFeed::stream() {
  return {options_.path, http::StreamPath::Kind::events,
          [this](const http::Request& request, std::shared_ptr<http::Sink> sink) {
            return open(request, std::move(sink));
          }};
}

void EventFeed::workspace_opened(const WorkspaceView& view) {
  auto channel = std::make_shared<Channel>();
  channel->forgotten = channel->newest = view.engine.sequence();
  channel->rules.push_back({0, std::make_shared<const Workspace>(view.engine.state().workspace())});
  const std::lock_guard lock(mutex_);
  channels_[std::string(view.name)] = std::move(channel);
}

void EventFeed::workspace_removed(std::string_view name) {
  const std::lock_guard lock(mutex_);
  const auto found = channels_.find(name);
  if (found == channels_.end()) return;
  for (Subscriber& subscriber : found->second->subscribers) subscriber.sink->close();
  channels_.erase(found);
}

void EventFeed::turn_applied(const WorkspaceView& view, const TurnSeen& turn, bool) {
  const std::lock_guard lock(mutex_);
  const auto found = channels_.find(view.name);
  if (found == channels_.end()) return;
  Channel& channel = *found->second;
  channel.newest = turn.sequence;
  if (!turn.output.events.empty()) keep(channel, view, turn);
  std::string text;
  for (Subscriber& subscriber : channel.subscribers) {
    if (!subscriber.live || turn.output.events.empty()) continue;
    if (text.empty())
      append_text(text, turn.sequence, turn.time, channel.turns.back().bytes,
                  view.engine.state().workspace());
    subscriber.seen = turn.sequence;
    subscriber.live = subscriber.sink->send(text);  // one that reads too slowly is closed by this
  }
  forget_oldest(channel);
}

void EventFeed::keep(Channel& channel, const WorkspaceView& view, const TurnSeen& turn) {
  if (std::holds_alternative<WorkspaceChanges>(turn.command)) {
    channel.rules.push_back(
        {turn.sequence, std::make_shared<const Workspace>(view.engine.state().workspace())});
    if (channel.rules.size() > most_rules) channel.rules.pop_front();
  }
  channel.turns.push_back({turn.sequence, turn.time, bytes_of(turn.output.events, scratch_)});
  channel.bytes += channel.turns.back().bytes.size();
}

void EventFeed::forget_oldest(Channel& channel) const {
  while (!channel.turns.empty() &&
         (channel.turns.size() > options_.turns || channel.bytes > options_.bytes)) {
    channel.forgotten = channel.turns.front().sequence;
    channel.bytes -= channel.turns.front().bytes.size();
    channel.turns.pop_front();
  }
}

// The next piece of the past, or that there is none left.
void EventFeed::hand_over(Channel& channel, Subscriber& subscriber) {
  if (subscriber.live) return;
  if (subscriber.seen < channel.forgotten) return subscriber.sink->close();  // it fell behind what is kept
  auto turn = std::upper_bound(channel.turns.begin(), channel.turns.end(), subscriber.seen,
                               [](std::uint64_t seen, const Turn& kept) { return seen < kept.sequence; });
  std::string text;
  for (; turn != channel.turns.end() && text.size() < piece; ++turn) {
    append_text(text, turn->sequence, turn->time, turn->bytes, rules_at(channel.rules, turn->sequence));
    subscriber.seen = turn->sequence;
  }
  subscriber.live = turn == channel.turns.end();
  if (!text.empty() && !subscriber.sink->send(std::move(text))) subscriber.live = false;
}

EventFeed::Opening EventFeed::open(const http::Request& request, std::shared_ptr<http::Sink> sink) {
  if (options_.may_read && !options_.may_read(request)) return problem(401, "not allowed to read events");
  const auto since = read_since(request);
  if (!since) return problem(400, "since and Last-Event-ID are the number of a turn");
  const auto name = http::find_field(request.query, "workspace");
  const std::lock_guard lock(mutex_);
  if (!name && channels_.size() != 1) return problem(400, "name one: ?workspace=NAME");
  const auto found = name ? channels_.find(*name) : channels_.begin();
  if (found == channels_.end()) return problem(404, "no workspace of that name");
  const std::shared_ptr<Channel> channel = found->second;
  const std::uint64_t begin = since->given ? since->sequence : channel->newest;
  if (begin > channel->newest) return problem(400, "the newest turn is " + std::to_string(channel->newest));
  if (begin < channel->forgotten)
    return problem(410, "kept are the turns after " + std::to_string(channel->forgotten) +
                            "; read earlier ones from the journal, and come again with ?since=" +
                            std::to_string(channel->forgotten));
  if (subscribers_ >= options_.subscribers) return problem(503, "too many read events already");
  ++subscribers_;
  const auto subscriber =
      channel->subscribers.insert(channel->subscribers.end(), {std::move(sink), begin, false});
  http::Conversation conversation;
  conversation.drained = [this, channel, subscriber] {
    const std::lock_guard inner(mutex_);
    hand_over(*channel, *subscriber);
  };
  conversation.closed = [this, channel, subscriber] {
    const std::lock_guard inner(mutex_);
    channel->subscribers.erase(subscriber);
    --subscribers_;
  };
  return conversation;
}

}  // namespace switchyard::adapters::operations
