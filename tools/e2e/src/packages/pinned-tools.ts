/** Programs that npx fetches for a check: too heavy for every `npm ci`, pinned all the same. */
export const ATTW = '@arethetypeswrong/cli@0.18.5';
export const PUBLINT = 'publint@0.3.25';
export const VERDACCIO = 'verdaccio@6.8.0';
