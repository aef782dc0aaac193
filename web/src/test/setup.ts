import '@testing-library/svelte/vitest';
import { beforeEach } from 'vitest';
import { overwriteGetLocale } from '$lib/paraglide/runtime';

// No machine's language may leak into what a test proves: German, but where it says otherwise.
beforeEach(() => overwriteGetLocale(() => 'de'));
