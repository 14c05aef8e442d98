export { nearestName } from '../../shared/nearestName.ts';
