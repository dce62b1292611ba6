import { Module } from '@nestjs/common';
import { PrintedDocuments } from './printed-documents.service.js';

@Module({ providers: [PrintedDocuments], exports: [PrintedDocuments] })
export class DocumentsModule {}
