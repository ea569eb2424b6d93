// Turns pieces of rate and recorded moments into arrivals, one at a time.
#include "sim/traffic/arrivals.h"

#include <algorithm>

#include "engine/base/match.h"

namespace switchyard::sim {

std::optional<Arrival> PoissonArrivals::next() {
  reached_ += gap();
  for (; piece_ < pieces_.size(); ++piece_) {
    const RatePiece& piece = pieces_[piece_];
    const double offset = (reached_ - piece.expected_before) / piece.per_microsecond;
    if (offset >= static_cast<double>((piece.until - piece.from).microseconds)) continue;
    // Rounding may put the end of one piece a hair behind the beginning of the next.
    const auto whole = offset > 0 ? static_cast<std::int64_t>(offset) : 0;
    return Arrival{piece.from + Duration{whole}, index_++, 0};
  }
  return std::nullopt;
}

double PoissonArrivals::gap() {
  if (index_ % 2 == 0) {
    pair_ = uniform_pair(key_, Purpose::arrival, entity_of(stream_, index_ / 2));
    return -natural_log(pair_.first);
  }
  return -natural_log(pair_.second);
}

TraceArrivals::TraceArrivals(std::span<const Trace::Arrival> arrivals, TimeWindow window)
    : arrivals_(arrivals), window_(window) {
  const auto first = std::lower_bound(arrivals.begin(), arrivals.end(), window.from,
                                      [](const Trace::Arrival& a, Time time) { return a.time < time; });
  index_ = static_cast<std::size_t>(first - arrivals.begin());
}

std::optional<Arrival> TraceArrivals::next() {
  if (index_ >= arrivals_.size() || arrivals_[index_].time >= window_.until) return std::nullopt;
  const Trace::Arrival& arrival = arrivals_[index_];
  return Arrival{arrival.time, index_++, arrival.mix};
}

std::optional<Arrival> Stream::next() {
  if (auto* poisson = std::get_if<PoissonArrivals>(&source)) return poisson->next();
  return std::get<TraceArrivals>(source).next();
}

std::uint64_t contact_entity(const Stream& stream, std::uint64_t index, std::uint32_t attempt) {
  return entity_of(stream.name_hash, index, attempt);
}

namespace {

void add_streams(std::vector<Stream>& streams, std::uint32_t index, const Traffic& traffic,
                 const DailyRates& rates, TimeWindow window, const Key& key) {
  const std::uint64_t name = hash_of_name(traffic.name);
  auto pieces = rate_pieces(rates, traffic.name, window, key);
  for (const Surge& surge : traffic.surges) {
    const std::uint64_t surge_name = hash_of_name(surge.name);
    streams.push_back(
        {index, surge_name, PoissonArrivals(surge_pieces(pieces, surge, window), surge_name, key)});
  }
  streams.push_back({index, name, PoissonArrivals(std::move(pieces), name, key)});
}

}  // namespace

std::vector<Stream> make_streams(const Scenario& scenario, const Key& key) {
  std::vector<Stream> streams;
  for (std::uint32_t i = 0; i < scenario.traffic.size(); ++i) {
    const Traffic& traffic = scenario.traffic[i];
    const TimeWindow window{std::max(scenario.start, traffic.from), std::min(scenario.end(), traffic.until)};
    match(
        traffic.arrivals,
        [&](const DailyRates& rates) { add_streams(streams, i, traffic, rates, window, key); },
        [&](const Trace& trace) {
          streams.push_back({i, hash_of_name(traffic.name), TraceArrivals(trace.arrivals, window)});
        });
  }
  return streams;
}

}  // namespace switchyard::sim
