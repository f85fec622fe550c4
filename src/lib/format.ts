/**
 * The one place with a locale: Swedish numbers, shares, times. Figures are rounded half up here and nowhere else,
 * from integers where there are integers (the feed's own 13,0 against 16,0 as −3,1 is what rounding early gives).
 */

/** No-break space: groups of thousands, and between a figure and its unit. */
export const NBSP = '\u00a0';
/** A real minus; a hyphen breaks lines and is not read aloud as minus. */
export const MINUS = '\u2212';
/** What stands where there is no figure. */
export const NO_FIGURE = '–';

/** 1 748, −1 748. */
export function formatInteger(value: number): string {
  const digits = Math.abs(Math.trunc(value))
    .toString()
    .replace(/\B(?=(\d{3})+$)/g, NBSP);
  return value < 0 && digits !== '0' ? MINUS + digits : digits;
}

/** A stated number with the decimals that it has, at most one: 1 748, 12,5. */
export const formatNumber = (value: number): string =>
  Number.isInteger(value) ? formatInteger(value) : value.toFixed(1).replace('.', ',');

/** +12, −5, ±0. */
export function formatSigned(value: number): string {
  if (value === 0) return '±0';
  return value > 0 ? `+${formatInteger(value)}` : formatInteger(value);
}

/** An amount of whole units of the last decimal, as digits with a decimal comma. */
function withComma(units: bigint, decimals: number): string {
  const digits = units.toString().padStart(decimals + 1, '0');
  const whole = formatInteger(Number(digits.slice(0, digits.length - decimals)));
  return decimals === 0 ? whole : `${whole},${digits.slice(-decimals)}`;
}

/** votes/valid in percent without the sign, half up on the exact quotient: 84 of 4201 → 2,00. */
export function formatPercent(votes: number, valid: number, decimals = 2): string {
  if (valid <= 0) return NO_FIGURE;
  const scaled = 200n * 10n ** BigInt(decimals) * BigInt(votes) + BigInt(valid);
  return withComma(scaled / (2n * BigInt(valid)), decimals);
}

/** votes/(divisor in tenths/10), half up on the exact quotient: 1 239 by 1,2 → 1 032,50. */
export const formatQuotient = (votes: number, tenths: number, decimals = 2): string =>
  formatPercent(votes, 10 * tenths, decimals);

/** A divisor in tenths: 12 → 1,2; 30 → 3. */
export const formatTenths = (tenths: number): string =>
  withComma(BigInt(tenths % 10 === 0 ? tenths / 10 : tenths), tenths % 10 === 0 ? 0 : 1);

/** votes/valid as 39,78 %. The preferred form: exact, whatever the size. */
export const formatShare = (votes: number, valid: number, decimals = 2): string =>
  valid <= 0 ? NO_FIGURE : `${formatPercent(votes, valid, decimals)}${NBSP}%`;

/**
 * Half up of a number that stands for an exact quotient. The nudge lifts a tie that the double has a hair too low;
 * a quotient of two numbers below a hundred million that is no tie lies further from one than the nudge.
 */
function roundHalfUp(value: number, decimals: number): bigint {
  return BigInt(Math.floor(Math.abs(value) * 10 ** decimals + 0.5 + 1e-9));
}

/** A share 0…1 that is only known as a number, in percent without the sign. */
export const formatPercentOf = (share: number, decimals = 2): string =>
  (share < 0 ? MINUS : '') + withComma(roundHalfUp(share * 100, decimals), decimals);

/** A share 0…1 that is only known as a number: 0.3978 → 39,78 %. */
export const formatShareOf = (share: number, decimals = 2): string =>
  `${formatPercentOf(share, decimals)}${NBSP}%`;

/**
 * The difference of two shares in percentage points, signed: −7,2. A difference that would round to nothing gets
 * decimals until it shows, so that a goal missed by a hair never reads as a draw.
 */
export function formatPoints(change: number, decimals = 1): string {
  if (change === 0) return '±0';
  const units = roundHalfUp(change * 100, decimals);
  if (units === 0n && decimals < 4) return formatPoints(change, decimals + 1);
  return (change < 0 ? MINUS : '+') + withComma(units, decimals);
}

/** −7,2 procentenheter. */
export const formatPointsInWords = (change: number, decimals = 1): string =>
  `${formatPoints(change, decimals)}${NBSP}procentenheter`;

/** `1 röst`, `2 röster`. */
export const formatCount = (value: number, one: string, many: string): string =>
  `${formatInteger(value)}${NBSP}${value === 1 ? one : many}`;

export const formatDistricts = (value: number): string => formatCount(value, 'distrikt', 'distrikt');
export const formatVotes = (value: number): string => formatCount(value, 'röst', 'röster');

const NUMBER_WORDS = 'noll ett två tre fyra fem sex sju åtta nio tio elva tolv'.split(' ');
/** Whole numbers up to twelve as words, larger ones as figures. */
export const formatNumberWord = (value: number): string => NUMBER_WORDS[value] ?? formatInteger(value);

export const capitalise = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

interface LocalTime {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: string;
  readonly minute: string;
}

const LOCAL = /^(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d).*?(Z|[+-]\d\d:?\d\d)?)?$/;

/** The Swedish clock: what the string itself says, unless it is told in UTC. */
function localTime(iso: string): LocalTime | null {
  const [, year, month, day, hour = '00', minute = '00', zone] = LOCAL.exec(iso) ?? [];
  if (!year || !month || !day) return null;
  if (zone === 'Z' || zone === '+00:00') return localTime(inStockholm(iso));
  return { year: Number(year), month: Number(month), day: Number(day), hour, minute };
}

const inStockholm = (iso: string): string =>
  new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'medium', timeZone: 'Europe/Stockholm' })
    .format(new Date(iso))
    .replace(' ', 'T');

const MONTHS = 'januari februari mars april maj juni juli augusti september oktober november december'.split(
  ' ',
);
const WEEKDAYS = ['söndag', 'måndag', 'tisdag', 'onsdag', 'torsdag', 'fredag', 'lördag'];

const weekday = ({ year, month, day }: LocalTime): string =>
  WEEKDAYS[new Date(Date.UTC(year, month - 1, day)).getUTCDay()] ?? '';
const monthName = ({ month }: LocalTime): string => MONTHS[month - 1] ?? '';
/** Months as they are cut in running text: `sep`, but `maj`, `juni`, `juli` whole. */
const shortMonth = (time: LocalTime): string => {
  const name = monthName(time);
  return name.length <= 4 ? name : name.slice(0, 3);
};

/** 22.41 */
export function formatTime(iso: string | null): string {
  const time = iso ? localTime(iso) : null;
  return time ? `${time.hour}.${time.minute}` : NO_FIGURE;
}

/** The evening of an election day: times within the night stand bare beside it, later ones get their date. */
export const eveningOf = (electionDate: string): string => `${electionDate}T21:00:00+02:00`;

const HALF_A_DAY = 12 * 60 * 60 * 1000;

/**
 * 22.41, or `ons 12 sep 16.05` where the bare time could be another day's: an election night goes past midnight, so
 * the bare time stands while it is within twelve hours of `reference`.
 */
export function formatWhen(iso: string | null, reference: string | null): string {
  const day = iso ? formatOtherDay(iso, reference) : '';
  return day ? `${day}${NBSP}${formatTime(iso)}` : formatTime(iso);
}

/** `ons 12 sep`, or nothing when `iso` lies within twelve hours of `reference`. */
export function formatOtherDay(iso: string, reference: string | null): string {
  const time = localTime(iso);
  if (!time || !reference || Math.abs(Date.parse(reference) - Date.parse(iso)) < HALF_A_DAY) return '';
  const year = localTime(reference)?.year === time.year ? '' : ` ${time.year}`;
  return `${weekday(time).slice(0, 3)} ${time.day} ${shortMonth(time)}${year}`.replaceAll(' ', NBSP);
}

/** `söndag 9 september 2018` */
export function formatDay(iso: string): string {
  const time = localTime(iso);
  return time ? `${weekday(time)} ${time.day} ${monthName(time)} ${time.year}` : NO_FIGURE;
}

/** `2018` of `2018-09-09`. */
export const formatYear = (iso: string): string => iso.slice(0, 4);

/** A date as exactly as it is told: `2021`, `april 2024`, `17 april 2024`. */
export function formatDate(text: string): string {
  const [year = '', month, day] = text.split('-');
  const name = month ? MONTHS[Number(month) - 1] : undefined;
  return [day ? String(Number(day)) : '', name ?? '', year].filter(Boolean).join(' ');
}

/** An age: 35 s, 3 min, 2 tim 5 min, 3 dygn. Rounded down: an age never says more than has passed. */
export function formatAge(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  if (whole < 60) return `${whole}${NBSP}s`;
  const minutes = Math.floor(whole / 60);
  if (minutes < 60) return `${minutes}${NBSP}min`;
  const hours = Math.floor(minutes / 60);
  if (hours >= 48) return `${Math.floor(hours / 24)}${NBSP}dygn`;
  const rest = minutes % 60;
  return `${hours}${NBSP}tim${rest === 0 ? '' : `${NBSP}${rest}${NBSP}min`}`;
}
