import { test } from '@playwright/test';
import { testScreen } from './accessible-screen';

// A file of its own, so that both screens are looked at at once.
test.use({ trace: 'off' });
testScreen('narrow');
