export * from './client';
export * from './permissions';
export * from './problem';
export * from './queries';
