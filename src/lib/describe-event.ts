/** Events as sentences: what happened, where, and on what ground. */
import type {
  CorrectionEvent,
  FinalEvent,
  FindingEvent,
  Notice,
  OralEvent,
  ReportEvent,
  StoredEvent,
  SeatsEvent,
  TargetEvent,
} from './election/event.ts';
import type { ElectionType } from './election/model.ts';
import type { Snapshot, TargetState } from './election/snapshot-shape.ts';
import {
  eveningOf,
  formatInteger,
  formatPointsInWords,
  formatShare,
  formatSigned,
  formatWhen,
  formatYear,
  NBSP,
} from './format.ts';
import { findingReason } from './finding-words.ts';
import { CONTEST_WORDS, REFUSAL_WORDS, STATE_WORDS } from './words.ts';

export interface EventWords {
  readonly title: string;
  readonly detail: string;
  /** Something that was shown or believed holds no longer: it stands out until people have seen it. */
  readonly changed: boolean;
}

/** What a sentence needs to know besides the event. */
export interface EventContext {
  /** The programme's party, as its label on the ballot. */
  readonly party: string;
  /** `2014` */
  readonly baselineYear: string;
  /** The election's evening: times of other days are told with their date. */
  readonly evening: string;
  /** Municipalities by code. */
  readonly places: ReadonlyMap<string, string>;
  /** What each contest is held in, by contest: the region's council has a name of its own. */
  readonly areas: ReadonlyMap<string, { readonly code: string; readonly name: string }>;
}

export function eventContext(snapshot: Snapshot): EventContext {
  return {
    party: snapshot.programme.party.code,
    baselineYear: formatYear(snapshot.night.baselineDate),
    evening: eveningOf(snapshot.night.electionDate),
    places: new Map(
      snapshot.contests
        .filter(({ type }) => type === 'KF')
        .map(({ area }) => [area.code, area.name] as const),
    ),
    areas: new Map(snapshot.contests.map(({ id, area }) => [id, area])),
  };
}

export function describeEvent({ event, at }: StoredEvent, context: EventContext): EventWords {
  const time = formatWhen(at, context.evening);
  switch (event.kind) {
    case 'report':
      return describeReport(event, context);
    case 'final':
      return describeFinal(event, context);
    case 'correction':
      return describeCorrection(event, time, context);
    case 'target':
      return describeTarget(event, time);
    case 'seats':
      return describeSeats(event, time);
    case 'oral':
      return describeOral(event, time, context);
    case 'finding':
      return describeFinding(event, time);
    case 'notice':
      return describeNotice(event.notice, time);
  }
}

const unbroken = (text: string): string => text.replaceAll(' ', NBSP);

const ofVotes = ({ own, valid }: { own: number; valid: number }): string =>
  unbroken(`${formatInteger(own)} av ${formatInteger(valid)}`);

/** `regionval i Östersund`, without the place where the district's own name begins with it. */
function whereIs(event: ReportEvent | CorrectionEvent, { places }: EventContext): string {
  const place = places.get(event.municipality);
  const named = !place || event.districtName.startsWith(place);
  return CONTEST_WORDS[event.type] + (named ? '' : ` i ${place}`);
}

function describeReport(event: ReportEvent, context: EventContext): EventWords {
  const now = `${context.party} ${formatShare(event.own, event.valid, 1)} (${ofVotes(event)})`;
  const { before } = event;
  const compared =
    before && before.valid > 0 && event.valid > 0
      ? `${formatPointsInWords(event.own / event.valid - before.own / before.valid)} mot ${context.baselineYear}`
      : event.districtKind === 'collection'
        ? 'uppsamlingsdistrikt'
        : 'jämförs inte för sig';
  return {
    title: event.districtName,
    detail: `${whereIs(event, context)}: ${now}, ${compared}`,
    changed: false,
  };
}

/** The feed names an area its own way; a count of the contest's whole area bears the contest's name. */
function describeFinal(event: FinalEvent, { party, areas }: EventContext): EventWords {
  const area = areas.get(event.contest ?? '');
  const name = area?.code === event.municipality ? area.name : event.municipalityName;
  return {
    title: `Slutligt: ${name}, ${CONTEST_WORDS[event.type]}`,
    detail: `${party} ${formatShare(event.own, event.valid)} (${ofVotes(event)})`,
    changed: false,
  };
}

function describeCorrection(event: CorrectionEvent, time: string, context: EventContext): EventWords {
  const { party } = context;
  const { before, after } = event;
  const stood = `${party} ${ofVotes(before)}`;
  if (!after) {
    return {
      title: `Rättat ${time}: ${event.districtName} borttaget`,
      detail: `${whereIs(event, context)}: räknas som ej inkommet; där stod ${stood}`,
      changed: true,
    };
  }
  const own = after.own - before.own;
  const others = event.changes.filter(([code]) => code !== party);
  const listed = others.map(([code, by]) => unbroken(`${code} ${formatSigned(by)}`)).join(', ');
  const figures = unbroken(`${party} ${formatInteger(before.own)} → ${ofVotes(after)}`);
  return {
    title: `Rättat ${time}: ${event.districtName}, ${party} ${own === 0 ? 'oförändrat' : formatSigned(own)}`,
    detail: `${whereIs(event, context)}: ${listed ? `${listed}; ` : ''}${figures}`,
    changed: true,
  };
}

/** An answer that had been given and holds no longer is a change; anything else is news. */
function isReversal(from: TargetState | null, to: TargetState): boolean {
  const side = (state: TargetState | null): 'reached' | 'missed' | null =>
    state === 'reached' || state === 'leaningReached'
      ? 'reached'
      : state === 'missed' || state === 'leaningMissed'
        ? 'missed'
        : null;
  const weaker = (from === 'reached' || from === 'missed') && from !== to;
  return weaker || (side(from) !== null && side(from) !== side(to));
}

function describeTarget(event: TargetEvent, time: string): EventWords {
  const state = STATE_WORDS[event.to];
  const ground = event.final ? 'Slutligt' : 'Preliminärt';
  const before =
    event.from && event.from !== 'unknown' && event.from !== event.to
      ? `, förut ${STATE_WORDS[event.from].toLowerCase()}`
      : '';
  return isReversal(event.from, event.to)
    ? {
        title: `ÄNDRAT ${time} – ${event.because ? correctedWords(event.because) : event.label}`,
        detail: `${event.because ? `${event.label}: nu` : 'Nu'} ${state.toLowerCase()}${before}. ${ground}`,
        changed: true,
      }
    : { title: `${state} ${time} – ${event.label}`, detail: `${ground}${before}`, changed: false };
}

/** `Frösö 5 rättat`, `Frösö 5 och Lit 1 rättade`, `Frösö 5, Lit 1 med flera rättade` */
function correctedWords([first = '', second, ...others]: readonly string[]): string {
  if (second === undefined) return `${first} rättat`;
  return others.length > 0 ? `${first}, ${second} med flera rättade` : `${first} och ${second} rättade`;
}

function describeSeats({ area, changes, official }: SeatsEvent, time: string): EventWords {
  const moves = changes.map(([code, from, to]) =>
    unbroken(`${code} ${formatInteger(from)} → ${formatInteger(to)}`),
  );
  return {
    title: `Mandat ändrat ${time}: ${area}`,
    detail: `${moves.join(', ')}. ${official ? 'Mandat från Valmyndigheten' : 'Beräknat av Målvakt'}`,
    changed: true,
  };
}

/** Figures by phone: what was said, and what the file says when it comes. */
function describeOral(event: OralEvent, time: string, { party }: EventContext): EventWords {
  const { said, file, districtName } = event;
  const figures = `${party} ${ofVotes(said)}`;
  const contest = CONTEST_WORDS[event.contest.slice(0, 2) as ElectionType];
  if (event.about === 'stated') {
    return {
      title: `Muntlig uppgift ${time}: ${districtName}`,
      detail: `${contest}: ${figures}. Ingår inte i Valmyndighetens siffror`,
      changed: false,
    };
  }
  if (event.about === 'withdrawn' || !file) {
    return {
      title: `Muntlig uppgift återtagen ${time}: ${districtName}`,
      detail: `${contest}: där stod ${figures}`,
      changed: true,
    };
  }
  const same = said.own === file.own && said.valid === file.valid;
  const by = unbroken(
    `${party} ${formatSigned(file.own - said.own)}, giltiga ${formatSigned(file.valid - said.valid)}`,
  );
  return {
    title: `Muntlig uppgift ersatt ${time}: ${districtName}`,
    detail: `${contest}: ${party} ${ofVotes(file)} enligt Valmyndigheten, ${same ? 'som uppgivet' : `uppgivet ${ofVotes(said)} (skillnad ${by})`}`,
    changed: !same,
  };
}

/** A check's finding: told once, and again when it is over. */
function describeFinding(event: FindingEvent, time: string): EventWords {
  const { about, districtName } = event;
  const reason = findingReason(event);
  if (about === 'found') {
    return { title: `Kontrolleras ${time}: ${districtName}`, detail: reason, changed: true };
  }
  const { contests } = event;
  return about === 'gone'
    ? {
        title: `Kontrollerat ${time}: ${districtName}`,
        detail: `Gäller inte längre: ${reason.charAt(0).toLowerCase()}${reason.slice(1)}`,
        changed: false,
      }
    : {
        title: `Frisläppt ${time}: ${districtName}`,
        detail: `Räknas med igen i ${contests.length > 1 ? 'prognoserna' : 'prognosen'}. ${reason}`,
        changed: false,
      };
}

function describeNotice(notice: Notice, time: string): EventWords {
  switch (notice.about) {
    case 'refused':
      return {
        title: `Fil avvisad ${time}: ${REFUSAL_WORDS[notice.error.kind]}`,
        detail: `${notice.error.file}. De förra siffrorna står kvar.`,
        changed: true,
      };
    case 'totals':
      return {
        title: `Summan stämmer inte ${time}`,
        detail: `${notice.file}, ${notice.area}, ${TOTAL_WORDS[notice.field] ?? notice.field}: filen anger ${formatInteger(notice.stated)}, delarna ger ${formatInteger(notice.summed)}. Delarnas summa gäller.`,
        changed: true,
      };
    case 'seats':
      return {
        title: `Mandaten stämmer inte ${time}: ${notice.area}`,
        detail: `${notice.differences.map(([code, official, computed]) => `${code}: Valmyndigheten ${official}, vår beräkning ${computed}`).join('; ')}. Valmyndighetens mandat gäller.`,
        changed: true,
      };
    case 'incompleteFinal':
      return {
        title: `Slutligt resultat ofullständigt ${time}: ${notice.municipality}`,
        detail: `${formatInteger(notice.counted)} av ${formatInteger(notice.of)} distrikt är räknade. Valnattens räkning gäller tills alla är det.`,
        changed: true,
      };
    case 'feed':
      return describeFeedNotice(notice.problem, time);
  }
}

/** How the poller's notice begins when the source could be read again. */
const RECOVERED = 'answers again after ';

const describeFeedNotice = (problem: string, time: string): EventWords =>
  problem.startsWith(RECOVERED)
    ? {
        title: `Källan svarar igen ${time}`,
        detail: `Förut: ${problemWords(problem.slice(RECOVERED.length))}.`,
        changed: false,
      }
    : {
        title: `Källan gick inte att läsa ${time}`,
        detail: `${problemWords(problem)}. Siffrorna står kvar.`,
        changed: true,
      };

/** Of what a total is. */
const TOTAL_WORDS: Readonly<Record<string, string>> = {
  valid: 'giltiga röster',
  cast: 'avgivna röster',
  eligible: 'röstberättigade',
  counted: 'räknade distrikt',
  of: 'distrikt',
  own: 'partiets röster',
};

/** The log's English word for a fetch that failed, in Swedish where it is one of the common ones. */
export function problemWords(problem: string): string {
  if (problem.endsWith('not the archive that is listed'))
    return 'Ett arkiv stämmer inte med källans förteckning';
  if (problem.endsWith('no longer listed')) return 'Ett arkiv har försvunnit ur källans förteckning';
  if (/^not an index|^the index is empty/.test(problem)) return 'Källans förteckning gick inte att läsa';
  if (problem.includes('unreadable file')) return 'En fil från källan gick inte att läsa';
  if (/terminated|other side closed/.test(problem)) return 'Förbindelsen med källan bröts';
  const status = /\b([45]\d\d)\b/.exec(problem)?.[1];
  if (status === '403') return 'Källan nekade oss (403)';
  if (status === '404') return 'Filen finns inte hos källan (404)';
  if (status === '429') return 'Källan ber oss vänta (429)';
  if (status) return `Källan svarade med fel (${status})`;
  if (/time|abort/i.test(problem)) return 'Källan svarade inte i tid';
  if (/refused|reset|network|fetch|ENOTFOUND/i.test(problem)) return 'Ingen förbindelse med källan';
  return `Fel vid hämtningen: ${problem}`;
}
