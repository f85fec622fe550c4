import description from '../../../../package.json' with { type: 'json' };

/** The version of this app, as package.json has it. */
export const APP_VERSION: string = description.version;
