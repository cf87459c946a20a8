import { describe, expect, it } from 'vitest';
import { isApiPath } from './api-paths';

describe('isForApi', () => {
  it('gives the data plane its addresses and the console all others', () => {
    const api = ['/api', '/api/', '/api/v1/connections', '/api?x=1', '/metrics', '/metrics?x=1'];
    const pages = [
      '/',
      '/apis',
      '/api-keys',
      '/connections/api',
      '/metrics2',
      '/metrics/x',
      '//api',
      '/_next/static/api',
    ];
    expect(api.filter((url) => !isApiPath(url))).toEqual([]);
    expect(pages.filter(isApiPath)).toEqual([]);
  });
});
