/**
 * Every sentence that can be copied, in one place: read it, change it, run the tests. What stands in braces is filled
 * in by `sentence.ts`:
 *
 *   {party} {partys}   Socialdemokraterna, Socialdemokraternas
 *   {contest}          kommunvalet i Berg · riksdagsvalet i Jämtlands län · regionvalet i Jämtland Härjedalen
 *   {body}             kommunfullmäktige i Berg · regionfullmäktige i Region Jämtland Härjedalen
 *   {share} {votes}    40,60 % · 1 748 röster
 *   {places}           7 jämförda valdistrikt och 1 uppsamlingsdistrikt
 *   {change}           a phrase of PHRASES, chosen by the exact difference
 *   {sameShare} {sameVotes} {before} {votesBefore}   the same places now and then
 *   {year}             2014
 *
 * `preliminary` until the count is final, `final` then. The lengths: `short`, `compared` (against the same places last
 * time), `statement` (to be quoted at length), `post` (to be posted as it is). A length that a figure has no ground for
 * is not offered. A part in braces that ends in `Sentence` is a whole sentence, or nothing.
 */
export type Length = 'short' | 'compared' | 'statement' | 'post';
export type Texts = Partial<Readonly<Record<Length, string>>>;

export const LENGTH_WORDS: Readonly<Record<Length, string>> = {
  short: 'Kort',
  compared: 'Med jämförelse',
  statement: 'För uttalande',
  post: 'Inlägg',
};

const SAME_PLACES = '{party} har {sameShare} i {places} i {contest}, {change} ({before}).';
const SAME_WHOLE = '{party} fick {share} i {contest}, {change} ({before}).';
const GOAL_LENGTHS = (short: string): Texts => ({
  short,
  compared: `${short} {sameSentence} {neededSentence}`,
  statement: `${short} {sameSentence} {neededSentence} {projectionSentence}`,
  post: short,
});
const FINAL_GOAL = (short: string): Texts => ({
  short,
  compared: `${short} {sameSentence}`,
  statement: `${short} {sameSentence}`,
  post: short,
});

export const TEMPLATES = {
  share: {
    preliminary: {
      short: '{party} har {share} i {contest}.',
      compared: SAME_PLACES,
      statement: `${SAME_PLACES} Av alla räknade röster har partiet {share}, {votes}. {goalsSentence}`,
      post: '{contestTitle}: {party} {sameShare}, {change} ({before}).',
    },
    final: {
      short: '{party} fick {share} i {contest}.',
      compared: SAME_WHOLE,
      statement: `${SAME_WHOLE} Det är {votes}, {votesChange}. {goalsSentence}`,
      post: '{contestTitle}: {party} {share}, {change} ({before}).',
    },
  },
  votes: {
    preliminary: {
      short: '{party} har {votes} i {contest}.',
      compared: '{party} har {sameVotes} i {places} i {contest}, {votesChange}.',
    },
    final: {
      short: '{party} fick {votes} i {contest}.',
      compared: '{party} fick {votes} i {contest}, {votesChange}.',
    },
  },
  change: {
    preliminary: {
      short: '{partys} andel {hasMoved} i {places} i {contest}, jämfört med samma distrikt {year}.',
      compared:
        '{partys} andel {hasMoved} i {places} i {contest}, från {before} till {sameShare} i samma distrikt sedan {year}.',
    },
    final: {
      short: '{partys} andel {moved} i {contest}, jämfört med {year}.',
      compared: '{partys} andel {moved} i {contest}, från {before} {year} till {share}.',
    },
  },
  rank: {
    preliminary: {
      short: '{party} är {rank} partiet hittills i {contest}.',
      compared: '{party} är {rank} partiet hittills i {contest} med {share}{nearest}.',
    },
    preliminaryTied: {
      short: '{tied} har hittills lika många röster i {contest}: {votes} var.',
    },
    final: {
      short: '{party} blev {rank} partiet i {contest}.',
      compared: '{party} blev {rank} partiet i {contest} med {share}{nearest}.',
    },
    finalTied: {
      short: '{tied} fick lika många röster i {contest}: {votes} var.',
    },
  },
  seats: {
    computed: {
      short:
        '{party} skulle få {seats} av {ofSeats} i {body} på de röster som är räknade, beräknat av Målvakt.{lot}',
    },
    computedFinal: {
      short:
        '{party} får {seats} av {ofSeats} i {body}, beräknat av Målvakt på det slutliga resultatet.{lot}',
    },
    official: { short: '{party} får {seats} av {ofSeats} i {body}.{lot}' },
    fixed: {
      short:
        '{party} skulle få {seats} av valkretsens {ofFixed} på de röster som är räknade, beräknat av Målvakt.{lot}',
    },
    fixedFinal: { short: '{party} får {seats} av valkretsens {ofFixed}, beräknat av Målvakt.{lot}' },
  },
  majority: {
    computedOwn: {
      short:
        '{party} skulle få egen majoritet i {body}: {seats} av {ofSeats}, {majority} krävs. Beräknat av Målvakt på de röster som är räknade.',
    },
    computedNone: {
      short:
        '{party} skulle inte få egen majoritet i {body}: {seats} av {ofSeats}, {majority} krävs. Beräknat av Målvakt på de röster som är räknade.',
    },
    computedFinalOwn: {
      short:
        '{party} får egen majoritet i {body}: {seats} av {ofSeats}, {majority} krävs. Beräknat av Målvakt på det slutliga resultatet.',
    },
    computedFinalNone: {
      short:
        '{party} får inte egen majoritet i {body}: {seats} av {ofSeats}, {majority} krävs. Beräknat av Målvakt på det slutliga resultatet.',
    },
    officialOwn: { short: '{party} får egen majoritet i {body}: {seats} av {ofSeats}, {majority} krävs.' },
    officialNone: {
      short: '{party} får inte egen majoritet i {body}: {seats} av {ofSeats}, {majority} krävs.',
    },
  },
  turnout: {
    final: { short: 'Valdeltagandet i {contest} blev {share}, {cast} av {eligible} röstberättigade.' },
  },
  shareGoal: {
    reached: GOAL_LENGTHS('Målet ”{label}” bedöms nått, preliminärt. Målet är {goal}.'),
    missed: GOAL_LENGTHS('Målet ”{label}” bedöms inte nått, preliminärt. Målet är {goal}.'),
    settledReached: GOAL_LENGTHS('Målet ”{label}” är nått, hur resten än röstar. Målet är {goal}.'),
    settledMissed: GOAL_LENGTHS(
      'Målet ”{label}” kan inte längre nås, hur resten än röstar. Målet är {goal}.',
    ),
    leaningReached: GOAL_LENGTHS('Målet ”{label}” lutar åt nått. Målet är {goal}.'),
    leaningMissed: GOAL_LENGTHS('Målet ”{label}” lutar åt inte nått. Målet är {goal}.'),
    tooEarly: GOAL_LENGTHS('Det är för tidigt att säga om målet ”{label}” nås. Målet är {goal}.'),
    finalReached: FINAL_GOAL('Målet ”{label}” är nått. {party} fick {share}, målet var {goal}.'),
    finalMissed: FINAL_GOAL('Målet ”{label}” är inte nått. {party} fick {share}, målet var {goal}.'),
  },
  votesGoal: {
    reached: GOAL_LENGTHS('Målet ”{label}” bedöms nått, preliminärt. {party} har {number} av {goal}.'),
    missed: GOAL_LENGTHS('Målet ”{label}” bedöms inte nått, preliminärt. {party} har {number} av {goal}.'),
    settledReached: GOAL_LENGTHS('Målet ”{label}” är nått. {party} har {votes}, {margin}.'),
    settledMissed: GOAL_LENGTHS(
      'Målet ”{label}” kan inte längre nås, hur resten än röstar. {party} har {number} av {goal}.',
    ),
    leaningReached: GOAL_LENGTHS('Målet ”{label}” lutar åt nått. {party} har {number} av {goal}.'),
    leaningMissed: GOAL_LENGTHS('Målet ”{label}” lutar åt inte nått. {party} har {number} av {goal}.'),
    tooEarly: GOAL_LENGTHS(
      'Det är för tidigt att säga om målet ”{label}” nås. {party} har {number} av {goal}.',
    ),
    finalReached: FINAL_GOAL('Målet ”{label}” är nått. {party} fick {votes}, {margin}.'),
    finalMissed: FINAL_GOAL('Målet ”{label}” är inte nått. {party} fick {votes}, {margin}.'),
  },
  governingGoal: {
    reached: { short: 'Målet ”{label}” är nått. {governing}' },
    missed: { short: 'Målet ”{label}” är inte nått. {governing}' },
  },
  countGoal: {
    reached: { short: 'Målet ”{label}” är nått: {value} av {goal}.' },
    missed: { short: 'Målet ”{label}” är inte nått: {value} av {goal}.' },
    tooEarly: { short: 'För målet ”{label}” är {value} av {goal} nådda hittills.' },
  },
  district: {
    preliminary: {
      short: '{party} har {share} i valdistriktet {name} i {contest}.',
      compared: '{party} har {share} i valdistriktet {name} i {contest}, {change} ({before}).',
    },
    final: {
      short: '{party} fick {share} i valdistriktet {name} i {contest}.',
      compared: '{party} fick {share} i valdistriktet {name} i {contest}, {change} ({before}).',
    },
  },
} as const satisfies Readonly<Record<string, Readonly<Record<string, Texts>>>>;

export type TemplateKind = keyof typeof TEMPLATES;

/** Parts of sentences, by the exact sign of a difference and by whether whole elections or the same places are compared. */
export const PHRASES = {
  /** {change} */
  shareInPlaces: {
    up: '{points} mer än i samma distrikt {year}',
    down: '{points} mindre än i samma distrikt {year}',
    same: 'exakt lika mycket som i samma distrikt {year}',
  },
  shareWhole: {
    up: '{points} mer än {year}',
    down: '{points} mindre än {year}',
    same: 'exakt lika mycket som {year}',
  },
  /** {votesChange} */
  votesInPlaces: {
    up: '{number} fler än i samma distrikt {year} ({votesBefore})',
    down: '{number} färre än i samma distrikt {year} ({votesBefore})',
    same: 'lika många som i samma distrikt {year}',
  },
  votesWhole: {
    up: '{number} fler än {year} ({votesBefore})',
    down: '{number} färre än {year} ({votesBefore})',
    same: 'lika många som {year}',
  },
  /** {hasMoved}, {moved} */
  hasMoved: {
    up: 'har ökat med {points}',
    down: 'har minskat med {points}',
    same: 'är oförändrad',
  },
  moved: { up: 'ökade med {points}', down: 'minskade med {points}', same: 'var oförändrad' },
  /** {margin} */
  margin: {
    up: '{number} mer än målet {goal}',
    down: '{number} färre än målet {goal}',
    same: 'precis målet {goal}',
  },
  /** {nearest}: the largest party has one behind it, the others one ahead. */
  nearest: {
    up: ', {votesApart} före {other}',
    down: ', {votesApart} efter {other}',
    same: '',
  },
} as const;

/** The sentences that `{…Sentence}` stands for. */
export const SENTENCES = {
  /** {sameSentence} */
  samePlaces: SAME_PLACES,
  sameWholeShare: 'Det är {change} ({before}).',
  sameWholeVotes: 'Andelen är {share}, {change} ({before}).',
  /** {goalsSentence} */
  oneGoal: 'Målet är {goals}.',
  goals: 'Målen är {goals}.',
  /** {projectionSentence} */
  projection: '{pointsTo} Beräknat av Målvakt.',
  /** {lot} */
  lot: ' Ett mandat avgörs genom lottning mellan {parties}.',
} as const;

/** On what ground the sentence stands; the last words of every copy. */
export const GROUNDS = {
  night: 'Preliminärt, {counted} {when}.',
  wednesday: 'Preliminärt efter onsdagsräkningen, {counted} {when}.',
  final: 'Slutligt resultat, {counted} {when}.',
  districtPreliminary: 'Preliminärt, distriktet räknat {when}.',
  districtFinal: 'Slutligt resultat, distriktet räknat {when}.',
  /** Who governs is a fact with a source of its own, judged on a day. */
  governing: 'Bedömt per {when}.',
  /** A figure that the party counts itself. */
  byHand: 'Egen uppgift {when}.',
  checked: '{districts} kontrolleras.',
  /** The page has lost its server. */
  lost: 'Hämtat {when}, därefter ingen kontakt.',
  source: 'Källa: Valmyndigheten.',
  ownSource: 'Källa: {source}.',
} as const;
