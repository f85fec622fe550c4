/**
 * Keys that the reader passes over and that hold figures or codes only, as the authority describes its files (docs: feed
 * formats, part B, "Skeleton"). What is about persons (`listRoster`, `summeradePersonroster`, `valda`,
 * `kvalificeradeForPersonvalLista`) is not among them, nor is free text (`meddelandetext`).
 */
export const FIGURE_KEYS: readonly string[] = [
  // The head, and what areas are called.
  ...['valklass', 'lankod', 'valomradeskod', 'kretskod', 'kommunvalkretsNamn', 'namnValkrets'],
  ...['valomradeskodForegaendeVal', 'valkretskodForegaendeVal', 'lankTillProtokoll'],
  ...['senasteRapporteringstid', 'kommunvalkretsar', 'helaLandet', 'lan'],
  // Votes.
  ...['andelRoster', 'andelRosterForegaendeVal', 'forandringAntalRoster', 'forandringAndelRoster'],
  ...['andelRosterAvTotaltAntalRoster', 'andelRosterAvTotaltAntalRosterForegaendeVal'],
  ...[
    'forandringAndelRosterAvTotaltAntalRoster',
    'rosterEjAnmaltDeltagande',
    'blankaRoster',
    'ovrigaOgiltiga',
  ],
  ...['ordningsnummer', 'deltaMandatfordelning'],
  // Counts and turnout.
  ...['antalValdistriktRaknade', 'antalValdistriktSomSkaRaknas', 'antalRostberattigadeIRaknadeValdistrikt'],
  ...['valdeltagande', 'valdeltagandeVallokal', 'valdeltagandeForegaendeVal', 'forandringValdeltagande'],
  ...['forandringTotaltAntalRoster', 'forandringAntalRostberattigade'],
  ...['totaltAntalRosterForegaendeVal', 'antalRostberattigadeForegaendeVal', 'statusJamforelse'],
  // Seats.
  ...['totaltAntalFastaMandat', 'totaltAntalFastaMandatForegaendeVal'],
  ...['totaltAntalMandatForegaendeVal', 'totaltAntalUtjamningsMandat'],
  ...[
    'totaltAntalUtjamningsMandatForegaendeVal',
    'antalMandatForegaendeVal',
    'antalFastaMandatForegaendeVal',
  ],
  ...['antalUtjamningsMandatForegaendeVal', 'forandringAntalMandat'],
  ...['valomradessparrProcent', 'valkretssparrProcent'],
];
