export type Scheme = 'light' | 'dark';
/** What a person chose: a scheme, or whatever their system has. */
export type SchemeChoice = Scheme | 'system';
