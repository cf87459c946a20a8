import { expect, it } from 'vitest';
import { parseEgressRule } from './egress-rule';

it.each([
  ['db.internal', { kind: 'name', name: 'db.internal' }],
  ['DB.internal:5432', { kind: 'name', name: 'db.internal', port: 5432 }],
  ['localhost', { kind: 'name', name: 'localhost' }],
  ['*.example.com', { kind: 'suffix', suffix: 'example.com' }],
  ['*.example.com:443', { kind: 'suffix', suffix: 'example.com', port: 443 }],
  ['10.0.0.0/8', { kind: 'range', address: '10.0.0.0', family: 'ipv4', prefix: 8 }],
  ['127.0.0.1:8080', { kind: 'range', address: '127.0.0.1', family: 'ipv4', prefix: 32, port: 8080 }],
  ['fd00::/8', { kind: 'range', address: 'fd00::', family: 'ipv6', prefix: 8 }],
  ['[fd00::/8]:5432', { kind: 'range', address: 'fd00::', family: 'ipv6', prefix: 8, port: 5432 }],
])('reads %s', (text, rule) => {
  expect(parseEgressRule(text)).toEqual(rule);
});

it.each([
  '*',
  '*.',
  '*.*.com',
  'a b',
  'http://a',
  'a/8',
  '10.0.0.0/33',
  '10.0.0.0/-1',
  '10.0.0.0/8/8',
  'fd00::/129',
  '256.1.1.1',
  '127.1',
  '0x7f.1',
  '2130706433',
  'a:0',
  'a:65536',
  'a:http',
  'a@b',
  '[fd00::/8',
  '',
])('refuses %s rather than guess', (text) => {
  expect(parseEgressRule(text)).toBeUndefined();
});
