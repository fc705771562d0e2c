import { simulatedAccount, wiredAccount } from './accounts.ts';
import { contractOfPorts } from './contract-ports.ts';

contractOfPorts('the simulated account', simulatedAccount);
contractOfPorts('the adapters over real protocols', wiredAccount);
