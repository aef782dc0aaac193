/** What other features need: the addresses that open an entry, or a new one, beside what is shown; its states in words. */
export * from './address';
export { stateInWords, states, type EntryState } from './states';
