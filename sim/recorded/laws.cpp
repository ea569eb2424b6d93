// Sightings are sorted into groups, and each group becomes a curve.
#include "sim/recorded/laws.h"

namespace switchyard::sim {
namespace {

// A group of fewer is told by all together.
constexpr std::size_t enough = 10;

double share(std::size_t part, std::size_t other, double otherwise) {
  if (part + other == 0) return otherwise;
  return static_cast<double>(part) / static_cast<double>(part + other);
}

struct Outcomes {
  std::vector<Seen> done, not_done;

  void add(const std::vector<SeenCall>& calls) {
    for (const SeenCall& call : calls) (call.done ? done : not_done).push_back({call.after, true});
  }
};

// The most frequent way; of equal ones that of the smallest place in Command.
Command usual_leaving(const RecordedDay& day) {
  std::map<std::size_t, std::pair<std::size_t, const Command*>> ways;
  for (const RecordedContact& contact : day.contacts) {
    if (!contact.leaves) continue;
    auto& way = ways[contact.leaves->index()];
    ++way.first;
    way.second = &*contact.leaves;
  }
  std::pair<std::size_t, const Command*> most{0, nullptr};
  for (const auto& [kind, way] : ways) {
    if (way.first > most.first) most = way;
  }
  return most.second == nullptr ? Command{CustomerLeaves{}} : *most.second;
}

}  // namespace

GroupedLaw::GroupedLaw(const Sightings& sightings) {
  std::vector<Seen> all;
  for (const auto& [group, seen] : sightings) {
    all.insert(all.end(), seen.begin(), seen.end());
    Lifetimes law(seen);
    if (law.whole() >= enough) groups_.emplace(group, std::move(law));
  }
  all_ = Lifetimes(std::move(all));
}

const Lifetimes& GroupedLaw::of(Group group) const {
  const auto found = groups_.find(group);
  return found == groups_.end() ? all_ : found->second;
}

DayLaws::DayLaws(const RecordedDay& day) {
  GroupedLaw::Sightings waits, talks, wrap_ups, replies;
  Outcomes calls, lines;
  std::vector<Seen> messages, silences, absences;
  std::size_t accepted = 0;
  std::size_t rejected = 0;
  for (const RecordedContact& contact : day.contacts) {
    const GroupedLaw::Group place{contact.channel.value, contact.queue.value};
    if (contact.patience) waits[{contact.channel.value, 0}].push_back(*contact.patience);
    if (contact.talk) talks[place].push_back(*contact.talk);
    if (contact.wrap_up) wrap_ups[place].push_back(*contact.wrap_up);
    if (contact.voicemail) (contact.speaks ? messages : silences).push_back(*contact.voicemail);
    for (const SeenAnswer& seen : contact.answers) {
      replies[{seen.worker.value, 0}].push_back({seen.after, seen.reply != SeenReply::none});
      accepted += seen.reply == SeenReply::accepted ? 1 : 0;
      rejected += seen.reply == SeenReply::rejected ? 1 : 0;
    }
    calls.add(contact.calls);
    lines.add(contact.forwards);
  }
  for (const SeenAbsence& seen : day.absences) absences.push_back(seen.length);
  patience = GroupedLaw(waits);
  talk = GroupedLaw(talks);
  wrap_up = GroupedLaw(wrap_ups);
  answer = GroupedLaw(replies);
  rejects = share(rejected, accepted, 0);
  speaks = share(messages.size(), silences.size(), 1);
  reaches = share(calls.done.size(), calls.not_done.size(), 1);
  forwards = share(lines.done.size(), lines.not_done.size(), 1);
  absence = Lifetimes(std::move(absences));
  spoken = Lifetimes(std::move(messages));
  hung_up = Lifetimes(std::move(silences));
  reached = Lifetimes(std::move(calls.done));
  not_reached = Lifetimes(std::move(calls.not_done));
  forwarded = Lifetimes(std::move(lines.done));
  not_forwarded = Lifetimes(std::move(lines.not_done));
  leaves = usual_leaving(day);
}

}  // namespace switchyard::sim
