import { Module } from '@nestjs/common';
import { PeopleApi } from './people.api.js';
import { PeopleService } from './people.service.js';

@Module({ controllers: [PeopleApi], providers: [PeopleService], exports: [PeopleService] })
export class PeopleModule {}
