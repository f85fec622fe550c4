/**
 * Every sentence that can be copied, in one place: read it, change it, run the tests. What stands in braces is filled
 * in by `slots.ts` and `goal-slots.ts`:
 *
 *   {party} {partys}   Socialdemokraterna, Socialdemokraternas
 *   {contest}          kommunvalet i Berg · riksdagsvalet i Jämtlands län · regionvalet i Jämtland Härjedalen
 *   {contestTitle}     the same with a capital
 *   {body} {area}      kommunfullmäktige i Berg · Jämtlands län
 *   {share} {votes}    40,60 procent (in posts: 40,60 %) · 1 748 röster
 *   {places}           7 jämförbara valdistrikt och 1 uppsamlingsdistrikt
 *   {change} …         a phrase of PHRASES, chosen by the exact difference
 *   {sameShare} {sameVotes} {before} {votesBefore}   the same places now and then
 *   {year}             2014
 *   {goal}             mer än 38,75 procent · minst 35 051 röster
 *
 * `preliminary` until the count is final, `final` then, `finalPart` where a final count can be compared in some places
 * only. The lengths: `short`, `compared` (against the same places last time), `statement` (to be quoted at length),
 * `post` (to be posted as it is). A length that a figure has no ground for is not offered. A part in braces that ends in
 * `Sentence` is a whole sentence, or nothing.
 */
export type Length = 'short' | 'compared' | 'statement' | 'post';
export type Texts = Partial<Readonly<Record<Length, string>>>;

export const LENGTH_WORDS: Readonly<Record<Length, string>> = {
  short: 'Kort',
  compared: 'Med jämförelse',
  statement: 'För uttalande',
  post: 'Inlägg',
};

const HAS_IN_PLACES = '{party} har {sameShare} i {places} i {contest}, {change}.';
const GOT_IN_PLACES = '{party} fick {sameShare} i {places} i {contest}, {change}.';
const GOT_IN_ALL = '{party} fick {share} i {contest}, {change}.';
const POST_IN_PLACES = '{contestTitle}: {party} {sameShare} i {places}, {change}.';

const OPEN_GOAL = (short: string): Texts => ({
  short,
  compared: `${short} {sameSentence} {neededSentence}`,
  statement: `${short} {sameSentence} {neededSentence} {projectionSentence}`,
  post: short,
});
const FINAL_GOAL = (short: string): Texts => ({ short, compared: `${short} {sameSentence}`, post: short });

export const TEMPLATES = {
  share: {
    preliminary: {
      short: '{party} har hittills {share} i {contest}.',
      compared: HAS_IN_PLACES,
      statement: `${HAS_IN_PLACES} {allSentence} {goalsSentence}`,
      post: POST_IN_PLACES,
    },
    finalPart: {
      short: '{party} fick {share} i {contest}.',
      compared: GOT_IN_PLACES,
      statement: `${GOT_IN_PLACES} {allSentence} {goalsSentence}`,
      post: POST_IN_PLACES,
    },
    final: {
      short: '{party} fick {share} i {contest}.',
      compared: GOT_IN_ALL,
      statement: `${GOT_IN_ALL} Det är {votes}, {votesChange}. {goalsSentence}`,
      post: '{contestTitle}: {party} {share}, {change}.',
    },
  },
  votes: {
    preliminary: {
      short: '{party} har hittills {votes} i {contest}.',
      compared: '{party} har {sameVotes} i {places} i {contest}, {votesChange}.',
    },
    finalPart: {
      short: '{party} fick {votes} i {contest}.',
      compared: '{party} fick {sameVotes} i {places} i {contest}, {votesChange}.',
    },
    final: {
      short: '{party} fick {votes} i {contest}.',
      compared: '{party} fick {votes} i {contest}, {votesChange}.',
    },
  },
  change: {
    preliminary: {
      short: '{partys} andel {hasMoved} i {places} i {contest}, jämfört med samma distrikt {year}.',
      compared: '{partys} andel {hasMoved} i {places} i {contest}, {fromTo}.',
    },
    finalPart: {
      short: '{partys} andel {moved} i {places} i {contest}, jämfört med samma distrikt {year}.',
      compared: '{partys} andel {moved} i {places} i {contest}, {fromTo}.',
    },
    final: {
      short: '{partys} andel {moved} i {contest}, jämfört med {year}.',
      compared: '{partys} andel {moved} i {contest}, {fromTo}.',
    },
  },
  rank: {
    preliminary: {
      short: '{party} är hittills det {rank} partiet i {contest}.',
      compared: '{party} är hittills det {rank} partiet i {contest} med {share}{nearest}.',
    },
    preliminaryTied: {
      short: '{tied} delar hittills platsen som {rank} parti i {contest}, med {votes} var.',
    },
    final: {
      short: '{party} blev det {rank} partiet i {contest}.',
      compared: '{party} blev det {rank} partiet i {contest} med {share}{nearest}.',
    },
    finalTied: {
      short: '{tied} delade platsen som {rank} parti i {contest}, med {votes} var.',
    },
  },
  seats: {
    computed: {
      short:
        '{party} skulle få {seats} av {ofSeats} i {body} utifrån de röster som är räknade, beräknat av Målvakt. {lotSentence}',
    },
    computedFinal: {
      short:
        'Det slutliga resultatet ger {party} {seats} av {ofSeats} i {body}, beräknat av Målvakt. {lotSentence}',
    },
    official: { short: '{party} får preliminärt {seats} av {ofSeats} i {body}.' },
    officialFinal: { short: '{party} fick {seats} av {ofSeats} i {body}.' },
    fixed: {
      short:
        '{party} skulle få {seats} av {ofFixed} för {area} utifrån de röster som är räknade, beräknat av Målvakt. {lotSentence}',
    },
    fixedFinal: {
      short:
        'Det slutliga resultatet ger {party} {seats} av {ofFixed} för {area}, beräknat av Målvakt. {lotSentence}',
    },
  },
  majority: {
    computedOwn: {
      short:
        '{party} skulle få egen majoritet i {body} utifrån de röster som är räknade: {seats} av {ofSeats}, {majority} krävs. Beräknat av Målvakt.',
    },
    computedNone: {
      short:
        '{party} skulle inte få egen majoritet i {body} utifrån de röster som är räknade: {seats} av {ofSeats}, {majority} krävs. Beräknat av Målvakt.',
    },
    computedFinalOwn: {
      short:
        'Det slutliga resultatet ger {party} egen majoritet i {body}: {seats} av {ofSeats}, {majority} krävs. Beräknat av Målvakt.',
    },
    computedFinalNone: {
      short:
        'Det slutliga resultatet ger inte {party} egen majoritet i {body}: {seats} av {ofSeats}, {majority} krävs. Beräknat av Målvakt.',
    },
    officialOwn: {
      short: '{party} får preliminärt egen majoritet i {body}: {seats} av {ofSeats}, {majority} krävs.',
    },
    officialNone: {
      short: '{party} får preliminärt inte egen majoritet i {body}: {seats} av {ofSeats}, {majority} krävs.',
    },
    officialFinalOwn: {
      short: '{party} fick egen majoritet i {body}: {seats} av {ofSeats}, {majority} krävs.',
    },
    officialFinalNone: {
      short: '{party} fick inte egen majoritet i {body}: {seats} av {ofSeats}, {majority} krävs.',
    },
  },
  turnout: {
    final: {
      short: 'Valdeltagandet i {contest} blev {share}: {cast} av {eligible} röstade.',
    },
  },
  shareGoal: {
    reached: OPEN_GOAL('Målet ”{label}” bedöms preliminärt vara nått. Det krävs {goal}.'),
    missed: OPEN_GOAL('Målet ”{label}” bedöms preliminärt inte vara nått. Det krävs {goal}.'),
    settledReached: OPEN_GOAL(
      'Målet ”{label}” är nått, hur de återstående rösterna än faller. Det krävs {goal}.',
    ),
    settledMissed: OPEN_GOAL(
      'Målet ”{label}” kan inte längre nås, hur de återstående rösterna än faller. Det krävs {goal}.',
    ),
    leaningReached: OPEN_GOAL('Det lutar åt att målet ”{label}” nås. Det krävs {goal}.'),
    leaningMissed: OPEN_GOAL('Det lutar åt att målet ”{label}” inte nås. Det krävs {goal}.'),
    tooEarly: OPEN_GOAL('Det är för tidigt att säga om målet ”{label}” nås. Det krävs {goal}.'),
    finalReached: FINAL_GOAL('Målet ”{label}” är nått. {party} fick {share}, målet var {goal}.'),
    finalMissed: FINAL_GOAL('Målet ”{label}” är inte nått. {party} fick {share}, målet var {goal}.'),
  },
  votesGoal: {
    reached: OPEN_GOAL(
      'Målet ”{label}” bedöms preliminärt vara nått. {party} har hittills {votes}. Det krävs {goal}.',
    ),
    missed: OPEN_GOAL(
      'Målet ”{label}” bedöms preliminärt inte vara nått. {party} har hittills {votes}. Det krävs {goal}.',
    ),
    settledReached: OPEN_GOAL('Målet ”{label}” är nått. {party} har hittills {votes}, {margin}.'),
    settledMissed: OPEN_GOAL(
      'Målet ”{label}” kan inte längre nås, hur de återstående rösterna än faller. {party} har hittills {votes}. Det krävs {goal}.',
    ),
    leaningReached: OPEN_GOAL(
      'Det lutar åt att målet ”{label}” nås. {party} har hittills {votes}. Det krävs {goal}.',
    ),
    leaningMissed: OPEN_GOAL(
      'Det lutar åt att målet ”{label}” inte nås. {party} har hittills {votes}. Det krävs {goal}.',
    ),
    tooEarly: OPEN_GOAL(
      'Det är för tidigt att säga om målet ”{label}” nås. {party} har hittills {votes}. Det krävs {goal}.',
    ),
    finalReached: FINAL_GOAL('Målet ”{label}” är nått. {party} fick {votes}, {margin}.'),
    finalMissed: FINAL_GOAL('Målet ”{label}” är inte nått. {party} fick {votes}, {margin}.'),
  },
  governingGoal: {
    reached: { short: 'Målet ”{label}” är nått. {governing}' },
    missed: { short: 'Målet ”{label}” är inte nått. {governing}' },
  },
  countGoal: {
    reached: { short: 'Målet ”{label}” är nått. Utfallet är {value}, målet {number}.' },
    missed: { short: 'Målet ”{label}” är inte nått. Utfallet blev {value}, målet {number}.' },
    tooEarly: { short: 'Målet ”{label}” är inte avgjort. Utfallet hittills är {value}, målet {number}.' },
  },
  district: {
    preliminary: {
      short: '{party} har {share} i valdistriktet {name} i {contest}.',
      compared: '{party} har {share} i valdistriktet {name} i {contest}, {change}.',
    },
    final: {
      short: '{party} fick {share} i valdistriktet {name} i {contest}.',
      compared: '{party} fick {share} i valdistriktet {name} i {contest}, {change}.',
    },
  },
} as const satisfies Readonly<Record<string, Readonly<Record<string, Texts>>>>;

export type TemplateKind = keyof typeof TEMPLATES;

/** Parts of sentences, by the exact sign of a difference and by whether whole elections or the same places are compared. */
export const PHRASES = {
  /** {change} */
  shareInPlaces: {
    up: '{points} mer än i samma distrikt {year} ({before})',
    down: '{points} mindre än i samma distrikt {year} ({before})',
    same: 'exakt lika stor andel som i samma distrikt {year}',
  },
  shareWhole: {
    up: '{points} mer än {year} ({before})',
    down: '{points} mindre än {year} ({before})',
    same: 'exakt lika stor andel som {year}',
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
  hasMoved: { up: 'har ökat med {points}', down: 'har minskat med {points}', same: 'är oförändrad' },
  moved: { up: 'ökade med {points}', down: 'minskade med {points}', same: 'var oförändrad' },
  /** {fromTo} */
  fromToInPlaces: {
    up: 'från {before} i samma distrikt {year} till {sameShare}',
    down: 'från {before} i samma distrikt {year} till {sameShare}',
    same: '{sameShare} både nu och i samma distrikt {year}',
  },
  fromToWhole: {
    up: 'från {before} {year} till {sameShare}',
    down: 'från {before} {year} till {sameShare}',
    same: '{sameShare} båda gångerna',
  },
  /** {margin} */
  margin: {
    up: '{number} fler än målet på {votesGoal}',
    down: '{number} färre än målet på {votesGoal}',
    same: 'precis så många som målet kräver',
  },
} as const;

/** The sentences that `{…Sentence}` stands for, and their like. */
export const SENTENCES = {
  /** {sameSentence} */
  samePlaces: HAS_IN_PLACES,
  samePlacesFinal: GOT_IN_PLACES,
  sameWholeShare: 'Andelen {moved} jämfört med {year}, då den var {before}.',
  sameWholeVotes: 'Det är {votesChange}.',
  /** {allSentence}: what all counted votes say, where others than these are compared. */
  allCompared: 'Det är {votes}.',
  allCounted: 'I alla hittills räknade distrikt har partiet {share}, {votes}.',
  allFinal: 'Totalt fick partiet {share}, {votes}.',
  /** {goalsSentence} */
  oneGoal: 'Målet är {goals}.',
  goals: 'Målen är {goals}.',
  oneGoalFinal: 'Målet var {goals}.',
  goalsFinal: 'Målen var {goals}.',
  /** {projectionSentence}; when only the recount is left, the words of the pages. */
  projection:
    'Målvakts beräkning pekar mot {share}{collection}. I åtta fall av tio väntas slutresultatet bli {low}–{high}.',
  projectionCollection: ', onsdagens röster inräknade',
  /** {lotSentence} */
  lot: 'Återstående mandat avgörs genom lottning mellan {parties}.',
  /** {nearest}: the largest party has one behind it, the others one ahead. */
  ahead: ', {votesApart} före {other}',
  behind: ', {votesApart} efter {other}',
} as const;

/** {neededSentence}: what the rest must give, each with its one assumption; votes still out as expected, or as last time. */
export const NEEDS = {
  open: 'För att målet ska nås krävs {shareOfRest} av de röster som återstår, om de är {rest} som väntat. {restSentence}',
  openLastTime:
    'För att målet ska nås krävs {shareOfRest} av de röster som återstår, om de är lika många som {year}. {restSentence}',
  /** {restSentence} */
  restBefore: 'I det som återstår fick partiet {restShareBefore} {year}.',
  /** The rest cannot give as many. */
  beyond: 'Det saknas {missing}, fler än de {rest} som väntas återstå.',
  beyondLastTime: 'Det saknas {missing}, fler än de {rest} som återstår om de är lika många som {year}.',
  /** The rest need not give any. */
  without: 'Det räcker utan en enda röst till, om {rest} återstår som väntat.',
  withoutLastTime: 'Det räcker utan en enda röst till, om lika många återstår som {year}.',
  /** Nothing preliminary is left to come. */
  short: 'Det saknas {missing} när alla preliminära röster är räknade.',
  unknown: 'Det saknas {missing}. Hur många röster som återstår är inte känt.',
} as const;

/** {governing}: who governs, as a fact on record or by the seats. */
export const GOVERNING = {
  ownMajority: '{party} har egen majoritet.',
  member: '{party} ingår i styret mandatperioden {term}.',
  notMember: '{party} ingår inte i styret mandatperioden {term}.',
  complete: 'Styret består av {parties}.',
  incomplete: 'I styret ingår {parties}; övriga är inte kända.',
  unknown: 'Vilka som ingår är inte känt.',
  later: 'Senare ändrat: {later}.',
} as const;

/** On what ground the sentence stands; the last words of every copy. */
export const GROUNDS = {
  night: 'Preliminärt, {counted} {when}.',
  /** Some of the collection districts are in, and all of them. */
  wednesdayPart: 'Preliminärt under onsdagsräkningen, {counted} {when}.',
  wednesday: 'Preliminärt efter onsdagsräkningen, {counted} {when}.',
  final: 'Slutligt resultat, {counted} {when}.',
  districtPreliminary: 'Preliminärt, distriktet räknat {when}.',
  districtFinal: 'Slutligt resultat, distriktet räknat {when}.',
  /** Who governs is a fact with a source of its own, judged on a day. */
  governing: 'Avser läget {when}.',
  /** Before the count's own ground: the programme has no adopted goals. */
  comparison: 'Målet är bara en jämförelse med {year}, inget antaget mål.',
  /** A figure that the party counts itself. */
  byHand: 'Egen uppgift, {when}.',
  checked: '{districts} kontrolleras.',
  districtChecked: 'Distriktet kontrolleras.',
  /** The page has lost its server. */
  lost: 'Hämtat {when}, därefter ingen kontakt.',
  source: '{credit}.',
  ownSource: 'Källa: {source}.',
} as const;
